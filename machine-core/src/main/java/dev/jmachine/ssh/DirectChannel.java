package dev.jmachine.ssh;

import net.schmizz.sshj.common.SSHException;
import net.schmizz.sshj.connection.Connection;
import net.schmizz.sshj.connection.channel.direct.DirectConnection;
import net.schmizz.sshj.transport.TransportException;

/** A channel to another host (RFC 4254, 7.2) that, as {@link CommandChannel}, never leaves a writer waiting. */
final class DirectChannel extends DirectConnection {

    DirectChannel(Connection connection, String host, int port) {
        super(connection, host, port);
    }

    @Override
    protected void closeAllStreams() {
        try {
            // A writer that is woken must find the channel closed, or it waits again.
            sendClose();
        } catch (TransportException e) {
            log.debug("The bastion is gone", e);
        }
        wakeWriter();
        super.closeAllStreams();
    }

    @Override
    public void notifyError(SSHException error) {
        openEvent.deliverError(error);
        closeEvent.deliverError(error);
        wakeWriter();
        super.notifyError(error);
    }

    private void wakeWriter() {
        if (rwin != null) {
            rwin.expand(1);
        }
    }
}
