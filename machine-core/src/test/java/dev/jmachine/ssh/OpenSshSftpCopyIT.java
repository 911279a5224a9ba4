package dev.jmachine.ssh;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Copies by SFTP. */
class OpenSshSftpCopyIT extends CopyContract {
    @Override
    TestHost startHost(Path folder) throws IOException {
        return new OpenSshHost(folder, List.of("ed25519"));
    }
}
