package dev.jmachine.ssh;

import java.io.IOException;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.Message;
import net.schmizz.sshj.common.SSHPacket;
import net.schmizz.sshj.transport.TransportException;
import net.schmizz.sshj.userauth.UserAuthException;
import net.schmizz.sshj.userauth.method.AbstractAuthMethod;

/** Public key authentication (RFC 4252, 7) with a key that only the agent holds. */
final class AgentAuthentication extends AbstractAuthMethod {
    private final SshAgent agent;
    private final SshPublicKey key;

    AgentAuthentication(SshAgent agent, SshPublicKey key) {
        super("publickey");
        this.agent = agent;
        this.key = key;
    }

    /** Ask whether the host would accept the key. */
    @Override
    protected SSHPacket buildReq() throws UserAuthException {
        return request(false);
    }

    private SSHPacket request(boolean signed) throws UserAuthException {
        String algorithm = key.type().equals("ssh-rsa") ? "rsa-sha2-512" : key.type();
        return super.buildReq().putBoolean(signed).putString(algorithm).putBytes(key.blob());
    }

    /** Sign when the host would. */
    @Override
    public void handle(Message message, SSHPacket packet) throws UserAuthException, TransportException {
        if (message != Message.USERAUTH_60) {
            super.handle(message, packet);
            return;
        }
        SSHPacket request = request(true);
        byte[] signed = new Buffer.PlainBuffer()
                .putBytes(params.getTransport().getSessionID())
                .putBuffer(request)
                .getCompactData();
        try {
            params.getTransport().write(request.putBytes(agent.sign(key, signed)));
        } catch (TransportException e) {
            throw e;
        } catch (IOException e) {
            throw new UserAuthException("The SSH agent does not sign", e);
        }
    }
}
