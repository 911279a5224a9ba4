package dev.jmachine.ssh;

import java.nio.charset.Charset;
import java.util.Map;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.SSHPacket;
import net.schmizz.sshj.connection.Connection;
import net.schmizz.sshj.connection.ConnectionException;
import net.schmizz.sshj.connection.channel.direct.SessionChannel;
import net.schmizz.sshj.connection.channel.direct.Signal;
import net.schmizz.sshj.transport.TransportException;

/** A session channel that tells of signals without cutting output off, and can be left without waiting. */
final class CommandChannel extends SessionChannel {
    private static final int SIGNAL_STATUS = 128;

    /** Signal numbers by the names of RFC 4254, 6.10; the numbers are those of Linux on most architectures. */
    private static final Map<String, Integer> SIGNALS = Map.ofEntries(
            Map.entry("HUP", 1), Map.entry("INT", 2), Map.entry("QUIT", 3), Map.entry("ILL", 4),
            Map.entry("ABRT", 6), Map.entry("FPE", 8), Map.entry("KILL", 9), Map.entry("USR1", 10),
            Map.entry("SEGV", 11), Map.entry("USR2", 12), Map.entry("PIPE", 13), Map.entry("ALRM", 14),
            Map.entry("TERM", 15));

    private volatile String signal;

    CommandChannel(Connection connection, Charset charset) {
        super(connection, charset);
    }

    /**
     * Note a signal. SSHJ would close the channel at once, and what the command wrote just before would be lost.
     * OpenSSH's "nobody reads your input any more" is no question and gets no answer.
     */
    @Override
    public void handleRequest(String request, SSHPacket packet) throws ConnectionException, TransportException {
        if (request.equals("exit-signal")) {
            try {
                signal = packet.readString();
            } catch (Buffer.BufferException e) {
                throw new ConnectionException(e);
            }
        } else if (!request.equals("eow@openssh.com")) {
            super.handleRequest(request, packet);
        }
    }

    /** Return the command's exit status, 128 + n for a signal, or null when none was told. */
    Integer status() {
        return signal == null ? getExitStatus() : Integer.valueOf(SIGNAL_STATUS + SIGNALS.getOrDefault(signal, 0));
    }

    /** Ask the host to end the command, and close the channel without waiting for the host's answer. */
    void leave() throws TransportException {
        if (isOpen()) {
            signal(Signal.TERM);
            sendClose();
        }
    }
}
