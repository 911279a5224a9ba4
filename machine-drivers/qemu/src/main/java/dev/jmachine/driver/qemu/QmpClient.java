package dev.jmachine.driver.qemu;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.jmachine.api.Deadline;
import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * Speaks QMP, QEMU's machine protocol, over its Unix socket: JSON objects, one a line, a greeting first, replies in
 * order, events in between (QEMU's docs/interop/qmp-spec). QEMU serves one client at a time; others wait for it.
 *
 * <p>Not thread-safe. The whole connection has one deadline.
 */
final class QmpClient implements AutoCloseable {
    private static final String ACTIVITY = "Asking QEMU";

    private final SocketChannel channel;
    private final Selector selector;
    private final Deadline deadline;
    private final ByteBuffer received = ByteBuffer.allocate(64 * 1024).limit(0);

    private QmpClient(SocketChannel channel, Deadline deadline) throws IOException {
        this.channel = channel;
        this.deadline = deadline;
        this.selector = Selector.open();
        channel.register(selector, SelectionKey.OP_READ);
    }

    /**
     * Connect and shake hands.
     *
     * @param timeout how long connecting and all commands on the connection may take together
     * @throws MachineException with {@link ErrorCode#PROVIDER} if nobody listens, {@link ErrorCode#TIMEOUT} or
     *     {@link ErrorCode#CANCELLED}
     */
    static QmpClient connect(Path socket, Duration timeout) {
        Deadline deadline = Deadline.after(timeout);
        try {
            SocketChannel channel = UnixSocket.connect(socket, deadline);
            try {
                QmpClient client = new QmpClient(channel, deadline);
                client.read();
                client.execute("qmp_capabilities");
                return client;
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /**
     * Execute a command without arguments and return its result.
     *
     * @throws MachineException with {@link ErrorCode#PROVIDER} if QEMU refuses it or the connection ends
     */
    Object execute(String command) {
        try {
            String line = JSON.std.asString(Map.of("execute", command)) + "\r\n";
            channel.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8)));
            Map<String, Object> reply = read();
            while (reply.containsKey("event")) {
                reply = read();
            }
            if (reply.get("error") instanceof Map<?, ?> error) {
                throw new MachineException(ErrorCode.PROVIDER, "Executing QEMU's " + command,
                        String.valueOf(error.get("desc")));
            }
            return reply.get("return");
        } catch (IOException e) {
            throw failure(e);
        }
    }

    @Override
    public void close() {
        try {
            selector.close();
            channel.close();
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private Map<String, Object> read() throws IOException {
        StringBuilder line = new StringBuilder();
        while (true) {
            while (received.hasRemaining()) {
                char next = (char) received.get();
                if (next == '\n') {
                    return JSON.std.mapFrom(line.toString());
                }
                // QEMU writes ASCII only, the rest as escapes.
                line.append(next);
            }
            receive();
        }
    }

    private void receive() throws IOException {
        selector.selectedKeys().clear();
        long patience = deadline.remaining().toMillis();
        if (patience == 0 || selector.select(patience) == 0) {
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedIOException("interrupted");
            }
            throw new MachineException(ErrorCode.TIMEOUT, ACTIVITY, "It did not answer in time.");
        }
        received.clear();
        int count = channel.read(received);
        received.flip();
        if (count < 0) {
            received.limit(0);
            throw new EOFException("QEMU ended the connection.");
        }
    }

    private static MachineException failure(IOException cause) {
        boolean cancelled = cause instanceof InterruptedIOException
                || cause instanceof ClosedByInterruptException;
        ErrorCode code = cancelled ? ErrorCode.CANCELLED : ErrorCode.PROVIDER;
        return new MachineException(code, ACTIVITY, String.valueOf(cause.getMessage()), cause);
    }
}
