package dev.jmachine.testkit;

import java.nio.file.FileSystem;
import java.nio.file.Path;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.apache.sshd.sftp.server.SftpSubsystem;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;

/** Serves SFTP on the real file system, with relative paths below a home folder as OpenSSH does. */
final class HomeSftpFactory extends SftpSubsystemFactory {
    private final Path home;

    HomeSftpFactory(Path home) {
        this.home = home;
    }

    @Override
    public Command createSubsystem(ChannelSession channel) {
        return new SftpSubsystem(channel, this) {
            @Override
            public void setFileSystem(FileSystem fileSystem) {
                super.setFileSystem(fileSystem);
                defaultDir = home.toAbsolutePath();
            }
        };
    }
}
