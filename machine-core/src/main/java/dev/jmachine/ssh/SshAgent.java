package dev.jmachine.ssh;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The user's SSH agent, spoken to over its socket (draft-ietf-sshm-ssh-agent). One connection per request, no state;
 * an interrupted thread ends its request at once.
 */
final class SshAgent {
    private static final byte REQUEST_IDENTITIES = 11;
    private static final byte IDENTITIES_ANSWER = 12;
    private static final byte SIGN_REQUEST = 13;
    private static final byte SIGN_RESPONSE = 14;
    private static final int RSA_SHA2_512 = 4;
    private static final int MAXIMUM_LENGTH = 256 * 1024;

    private final Path socket;

    SshAgent(Path socket) {
        this.socket = socket;
    }

    /** Return the public keys that the agent can sign with. */
    List<SshPublicKey> keys() throws IOException {
        ByteBuffer answer = ask(new byte[] {REQUEST_IDENTITIES}, IDENTITIES_ANSWER);
        List<SshPublicKey> keys = new ArrayList<>();
        for (int left = answer.getInt(); left > 0; left--) {
            keys.add(SshPublicKey.of(string(answer)));
            string(answer);
        }
        return keys;
    }

    /** Have the agent sign; RSA keys with SHA-512. The signature comes in SSH's wire form. */
    byte[] sign(SshPublicKey key, byte[] data) throws IOException {
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(request);
        out.writeByte(SIGN_REQUEST);
        out.writeInt(key.blob().length);
        out.write(key.blob());
        out.writeInt(data.length);
        out.write(data);
        out.writeInt(key.type().equals("ssh-rsa") ? RSA_SHA2_512 : 0);
        return string(ask(request.toByteArray(), SIGN_RESPONSE));
    }

    private ByteBuffer ask(byte[] request, byte expected) throws IOException {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(socket));
            DataOutputStream out = new DataOutputStream(Channels.newOutputStream(channel));
            out.writeInt(request.length);
            out.write(request);
            DataInputStream in = new DataInputStream(Channels.newInputStream(channel));
            int length = in.readInt();
            if (length < 1 || length > MAXIMUM_LENGTH || in.readByte() != expected) {
                throw new IOException("The SSH agent refuses");
            }
            return ByteBuffer.wrap(in.readNBytes(length - 1));
        }
    }

    private static byte[] string(ByteBuffer buffer) throws IOException {
        if (buffer.remaining() < Integer.BYTES || buffer.getInt(buffer.position()) > buffer.remaining()) {
            throw new IOException("The SSH agent's answer is cut off");
        }
        byte[] bytes = new byte[buffer.getInt()];
        buffer.get(bytes);
        return bytes;
    }
}
