package dev.jmachine.ssh;

import java.nio.file.Path;

/** Copies by a host without an SFTP server. */
class MinaShellCopyIT extends CopyContract {
    @Override
    TestHost startHost(Path folder) throws Exception {
        return new MinaHost(folder, false);
    }
}
