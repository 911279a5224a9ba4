package dev.jmachine.engine;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLParameters;

/**
 * TLS over another stream, as its client; the server's certificate must be for the host asked for. For one thread.
 *
 * <p>Over {@link SSLEngine} rather than a TLS socket, whose reads can neither be interrupted nor be held to a deadline.
 */
final class TlsStream implements ByteStream {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final ByteStream wire;
    private final SSLEngine engine;
    private final ByteBuffer received;
    private final ByteBuffer sending;
    private ByteBuffer plain;

    private TlsStream(ByteStream wire, SSLEngine engine) {
        this.wire = wire;
        this.engine = engine;
        int packet = engine.getSession().getPacketBufferSize();
        this.received = ByteBuffer.allocate(packet).flip();
        this.sending = ByteBuffer.allocate(packet);
        this.plain = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize()).flip();
    }

    /** Shake hands; the wire is closed if that fails. */
    static TlsStream connect(ByteStream wire, SSLContext context, String host, int port) throws IOException {
        SSLEngine engine = context.createSSLEngine(host, port);
        engine.setUseClientMode(true);
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        engine.setSSLParameters(parameters);
        TlsStream stream = new TlsStream(wire, engine);
        try {
            engine.beginHandshake();
            stream.shakeHands();
            return stream;
        } catch (IOException | RuntimeException e) {
            stream.close();
            throw e;
        }
    }

    private void shakeHands() throws IOException {
        HandshakeStatus status = engine.getHandshakeStatus();
        while (status != HandshakeStatus.NOT_HANDSHAKING && status != HandshakeStatus.FINISHED) {
            switch (status) {
                case NEED_TASK -> engine.getDelegatedTask().run();
                case NEED_WRAP -> wrap(NOTHING);
                default -> unwrap();
            }
            status = engine.getHandshakeStatus();
        }
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        while (!plain.hasRemaining()) {
            if (!unwrap()) {
                return -1;
            }
            shakeHands();
        }
        int count = Math.min(plain.remaining(), target.remaining());
        target.put(plain.slice().limit(count));
        plain.position(plain.position() + count);
        return count;
    }

    @Override
    public void write(ByteBuffer source) throws IOException {
        while (source.hasRemaining()) {
            wrap(source);
            shakeHands();
        }
    }

    private void wrap(ByteBuffer source) throws IOException {
        sending.clear();
        engine.wrap(source, sending);
        wire.write(sending.flip());
    }

    /** Decode one record; return false at the orderly end of the stream. */
    private boolean unwrap() throws IOException {
        while (true) {
            ByteBuffer target = plain.compact();
            SSLEngineResult result;
            try {
                result = engine.unwrap(received, target);
            } finally {
                target.flip();
            }
            switch (result.getStatus()) {
                case BUFFER_UNDERFLOW -> receive();
                case BUFFER_OVERFLOW -> plain = ByteBuffer.allocate(2 * plain.capacity()).put(plain).flip();
                case CLOSED -> {
                    return false;
                }
                default -> {
                    return true;
                }
            }
        }
    }

    private void receive() throws IOException {
        received.compact();
        try {
            if (wire.read(received) < 0) {
                throw new EOFException("The connection was closed within a TLS record or hand-shake.");
            }
        } finally {
            received.flip();
        }
    }

    /** Say farewell, or what was wrong, and close the wire. */
    @Override
    public void close() throws IOException {
        try (wire) {
            engine.closeOutbound();
            while (!engine.isOutboundDone()) {
                wrap(NOTHING);
            }
        } catch (IOException e) {
            // The peer has gone first; nothing is lost, for lengths are part of what was read.
            wire.close();
        }
    }
}
