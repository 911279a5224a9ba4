package dev.jmachine.driver.qemu;

import dev.jmachine.api.Deadline;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

/** Connects to Unix sockets, also those whose path is longer than the about 100 bytes that the system takes. */
final class UnixSocket {
    private static final int MAX_PATH = 100;
    private static final Duration PAUSE = Duration.ofMillis(50);

    private UnixSocket() {
    }

    /** Connect; the channel does not block, and the caller closes it. */
    static SocketChannel connect(Path socket, Deadline deadline) throws IOException {
        if (socket.toString().getBytes(StandardCharsets.UTF_8).length <= MAX_PATH) {
            return connectByShortPath(socket, deadline);
        }
        // A symbolic link in a folder that only this user can change shortens the way.
        Path folder = Files.createTempDirectory("jmachine-");
        Path link = folder.resolve("f");
        try {
            Files.createSymbolicLink(link, socket.toAbsolutePath().getParent());
            return connectByShortPath(link.resolve(socket.getFileName()), deadline);
        } finally {
            Files.deleteIfExists(link);
            Files.delete(folder);
        }
    }

    private static SocketChannel connectByShortPath(Path socket, Deadline deadline) throws IOException {
        AtomicReference<SocketChannel> connected = new AtomicReference<>();
        try {
            deadline.await("QEMU's monitor", PAUSE, () -> tryToConnect(socket, connected));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return connected.get();
    }

    private static boolean tryToConnect(Path socket, AtomicReference<SocketChannel> connected) {
        try {
            SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
            try {
                channel.configureBlocking(false);
                if (isConnected(channel, socket)) {
                    connected.set(channel);
                }
            } finally {
                if (connected.get() == null) {
                    channel.close();
                }
            }
            return connected.get() != null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The queue of a server that does not accept is full soon, and then the system does not let anybody wait. */
    private static boolean isConnected(SocketChannel channel, Path socket) throws IOException {
        try {
            return channel.connect(UnixDomainSocketAddress.of(socket));
        } catch (ConnectException e) {
            throw e;
        } catch (SocketException e) {
            if (Files.exists(socket)) {
                return false;
            }
            throw e;
        }
    }
}
