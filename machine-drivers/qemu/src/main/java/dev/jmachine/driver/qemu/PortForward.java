package dev.jmachine.driver.qemu;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.hypervisor.HostPorts;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A port of this computer that leads into the guest.
 *
 * @param protocol {@code tcp} or {@code udp}
 * @param address IPv4 address of this computer to listen on
 * @param hostPort port of this computer
 * @param guestPort port of the guest
 */
record PortForward(String protocol, String address, int hostPort, int guestPort) {
    private static final Pattern FORM =
            Pattern.compile("(?:(\\d{1,3}(?:\\.\\d{1,3}){3}):)?(\\d{1,5}):(\\d{1,5})(?:/(tcp|udp))?");

    /** Return a TCP port of the loopback address that leads to a port of the guest. */
    static PortForward local(int hostPort, int guestPort) {
        return new PortForward("tcp", HostPorts.LOOPBACK, hostPort, guestPort);
    }

    /**
     * Read {@code [ADDRESS:]HOST_PORT:GUEST_PORT[/tcp|/udp]}; without address it is the loopback address.
     *
     * @throws MachineException with {@link ErrorCode#INVALID_ARGUMENT}
     */
    static PortForward parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw invalid(text, "The form is [ADDRESS:]HOST_PORT:GUEST_PORT[/tcp|/udp], with an IPv4 address.");
        }
        String address = matcher.group(1) == null ? HostPorts.LOOPBACK : matcher.group(1);
        for (String part : address.split("\\.")) {
            if (Integer.parseInt(part) > 255) {
                throw invalid(text, address + " is not an IPv4 address.");
            }
        }
        String protocol = matcher.group(4) == null ? "tcp" : matcher.group(4);
        return new PortForward(protocol, address, port(text, matcher.group(2)), port(text, matcher.group(3)));
    }

    private static int port(String text, String digits) {
        int port = Integer.parseInt(digits);
        if (port < 1 || port > 65535) {
            throw invalid(text, "Ports are from 1 to 65535.");
        }
        return port;
    }

    private static MachineException invalid(String text, String problem) {
        return new MachineException(ErrorCode.INVALID_ARGUMENT,
                "Reading --" + QemuOptions.FORWARD + " \"" + text + "\"", problem);
    }

    /** Return it as an argument of QEMU's user-mode network. */
    String argument() {
        return "hostfwd=" + protocol + ":" + address + ":" + hostPort + "-:" + guestPort;
    }

    @Override
    public String toString() {
        return address + ":" + hostPort + ":" + guestPort + "/" + protocol;
    }
}
