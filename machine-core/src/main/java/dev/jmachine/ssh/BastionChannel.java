package dev.jmachine.ssh;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import net.schmizz.sshj.connection.channel.OpenFailException;

/** A channel that leads on from a bastion, whose connection serves nothing else: both are closed together. */
final class BastionChannel implements Carrier {
    private final Hop bastion;
    private final Traffic traffic = new Traffic();
    private DirectChannel channel;

    BastionChannel(Hop bastion) {
        this.bastion = bastion;
    }

    /** Log in at the bastion, and have it connect to the host. */
    @Override
    public void connect(String host, int port) throws IOException {
        SshConnection connection = bastion.open();
        try {
            channel = connection.openChannel(host, port);
        } catch (OpenFailException e) {
            if (e.getReason() == OpenFailException.Reason.ADMINISTRATIVELY_PROHIBITED) {
                throw new MachineException(ErrorCode.SSH_FAILED, "Connecting to " + host + ":" + port + " through "
                        + bastion.name(), "The bastion does not let connections through. See AllowTcpForwarding and "
                        + "PermitOpen in its sshd_config, and the options of the key in authorized_keys.", e);
            }
            // Without its cause, whose words alone would be told.
            throw new IOException("The bastion cannot reach it: " + Failures.describe(e));
        }
    }

    @Override
    public InputStream input() {
        return traffic.input(channel.getInputStream(), traffic::checkSilence);
    }

    @Override
    public OutputStream output() {
        return traffic.output(channel.getOutputStream());
    }

    @Override
    public void watch(Duration silence) {
        traffic.watch(silence);
        bastion.alsoWatch(traffic::checkSilence);
    }

    @Override
    public boolean isWriting() {
        return traffic.isWriting();
    }

    @Override
    public void close() {
        bastion.close();
        traffic.joinReader();
    }
}
