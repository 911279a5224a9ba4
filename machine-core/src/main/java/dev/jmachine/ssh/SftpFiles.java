package dev.jmachine.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.schmizz.sshj.common.SSHException;
import net.schmizz.sshj.connection.channel.direct.Session;
import net.schmizz.sshj.connection.channel.direct.SessionFactory;
import net.schmizz.sshj.sftp.FileAttributes;
import net.schmizz.sshj.sftp.FileMode;
import net.schmizz.sshj.sftp.OpenMode;
import net.schmizz.sshj.sftp.RemoteDirectory;
import net.schmizz.sshj.sftp.RemoteFile;
import net.schmizz.sshj.sftp.RemoteResourceFilter;
import net.schmizz.sshj.sftp.RemoteResourceInfo;
import net.schmizz.sshj.sftp.Response;
import net.schmizz.sshj.sftp.SFTPEngine;
import net.schmizz.sshj.sftp.SFTPException;

/** A host's files over SFTP, version 3 (draft-ietf-secsh-filexfer-02), with requests sent ahead. */
final class SftpFiles implements RemoteFiles {
    private static final int CHUNK = 32 * 1024 - 256;
    private static final int SENT_AHEAD = 32;
    private static final int PERMISSIONS = 0777;
    private static final int OWNER_ONLY = 0600;
    private static final int REQUEST_TIMEOUT_MILLISECONDS = 120_000;

    private final Engine engine;
    private final CommandChannel channel;

    private SftpFiles(CommandChannel channel) throws IOException {
        this.channel = channel;
        this.engine = new Engine(new OneSession(channel));
        engine.setTimeoutMs(REQUEST_TIMEOUT_MILLISECONDS);
        engine.init();
    }

    /** Start the host's SFTP server on a channel of its own; fails when the host has none. */
    static SftpFiles open(SshConnection connection) throws IOException {
        CommandChannel channel = connection.openChannel();
        try {
            return new SftpFiles(channel);
        } catch (IOException e) {
            Uninterrupted.run(channel::leave);
            throw e;
        }
    }

    /** SSHJ's engine, whose reading thread can be ended without waiting for the host. */
    private static final class Engine extends SFTPEngine {
        Engine(SessionFactory sessions) throws SSHException {
            super(sessions);
        }

        void stopReading() {
            reader.interrupt();
        }
    }

    private record OneSession(CommandChannel channel) implements SessionFactory {
        @Override
        public Session startSession() {
            return channel;
        }

        @Override
        public InetSocketAddress getRemoteSocketAddress() {
            return null;
        }
    }

    @Override
    public Optional<Entry> find(String path) throws IOException {
        return at(path, () -> {
            try {
                FileAttributes attributes = engine.stat(path);
                return Optional.of(new Entry(isFolder(path, attributes), attributes.getMode().getMask() & PERMISSIONS));
            } catch (SFTPException e) {
                if (e.getStatusCode() == Response.StatusCode.NO_SUCH_FILE) {
                    return Optional.empty();
                }
                throw e;
            }
        });
    }

    private static boolean isFolder(String path, FileAttributes attributes) throws IOException {
        FileMode.Type type = attributes.getType();
        if (type != FileMode.Type.DIRECTORY && type != FileMode.Type.REGULAR) {
            throw new IOException(path + " is neither a file nor a folder");
        }
        return type == FileMode.Type.DIRECTORY;
    }

    @Override
    public List<String> list(String folder) throws IOException {
        return at(folder, () -> {
            try (RemoteDirectory directory = engine.openDir(folder)) {
                RemoteResourceFilter all = resource -> true;
                return directory.scan(all).stream().map(RemoteResourceInfo::getName).toList();
            }
        });
    }

    @Override
    public String resolve(String path) throws IOException {
        return at(path, () -> engine.canonicalize(path));
    }

    @Override
    public void makeFolder(String path, int mode) throws IOException {
        at(path, () -> {
            engine.makeDir(path, permissions(mode));
            return null;
        });
    }

    @Override
    public void write(String path, InputStream content) throws IOException {
        at(path, () -> {
            Set<OpenMode> opening = EnumSet.of(OpenMode.WRITE, OpenMode.CREAT, OpenMode.TRUNC);
            try (RemoteFile file = engine.open(path, opening, permissions(OWNER_ONLY));
                    OutputStream out = file.new RemoteFileOutputStream(0, SENT_AHEAD)) {
                copy(content, out);
            }
            return null;
        });
    }

    @Override
    public void read(String path, OutputStream target) throws IOException {
        at(path, () -> {
            try (RemoteFile file = engine.open(path);
                    InputStream in = file.new ReadAheadRemoteFileInputStream(SENT_AHEAD)) {
                copy(in, target);
            }
            return null;
        });
    }

    private static void copy(InputStream from, OutputStream to) throws IOException {
        byte[] buffer = new byte[CHUNK];
        int count;
        while ((count = from.read(buffer)) >= 0) {
            to.write(buffer, 0, count);
        }
    }

    @Override
    public void setMode(String path, int mode) throws IOException {
        at(path, () -> {
            engine.setAttributes(path, permissions(mode));
            return null;
        });
    }

    /** The server's refusals do not tell what they are about. */
    private static <T> T at(String path, Request<T> request) throws IOException {
        try {
            return request.send();
        } catch (SFTPException e) {
            IOException named = new IOException(path + " on the host: " + Failures.describe(e));
            named.addSuppressed(e);
            throw named;
        }
    }

    private interface Request<T> {
        T send() throws IOException;
    }

    private static FileAttributes permissions(int mode) {
        return new FileAttributes.Builder().withPermissions(mode).build();
    }

    @Override
    public void close() throws IOException {
        engine.stopReading();
        Uninterrupted.run(channel::leave);
    }
}
