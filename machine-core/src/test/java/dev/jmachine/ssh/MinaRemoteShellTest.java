package dev.jmachine.ssh;

import java.nio.file.Path;

class MinaRemoteShellTest extends RemoteShellContract {
    @Override
    TestHost startHost(Path folder) throws Exception {
        return new MinaHost(folder, true);
    }
}
