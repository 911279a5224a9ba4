package dev.jmachine.ssh;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

class BastionRemoteShellIT extends RemoteShellContract {
    @Override
    TestHost startHost(Path folder) throws IOException {
        OpenSshHost bastion = new OpenSshHost(Files.createDirectory(folder.resolve("bastion")), List.of("ed25519"));
        return new HostBehindBastion(new OpenSshHost(folder, List.of("ed25519")), bastion);
    }
}
