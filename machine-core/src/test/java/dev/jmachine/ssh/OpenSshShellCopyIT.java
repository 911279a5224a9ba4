package dev.jmachine.ssh;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Copies by a host without an SFTP server. */
class OpenSshShellCopyIT extends CopyContract {
    @Override
    TestHost startHost(Path folder) throws IOException {
        return new OpenSshHost(folder, List.of("ed25519"), "Subsystem sftp /nonexistent/sftp-server");
    }
}
