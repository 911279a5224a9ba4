package dev.jmachine.ssh;

import java.nio.file.Path;

/** Copies by SFTP. */
class MinaSftpCopyTest extends CopyContract {
    @Override
    TestHost startHost(Path folder) throws Exception {
        return new MinaHost(folder, true);
    }
}
