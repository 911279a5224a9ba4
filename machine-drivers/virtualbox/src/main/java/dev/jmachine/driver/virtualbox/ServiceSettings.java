package dev.jmachine.driver.virtualbox;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.hypervisor.HostPorts;
import dev.jmachine.spi.DriverOptions;
import dev.jmachine.spi.DriverState;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Map;

/**
 * Which web service a machine is commanded through.
 *
 * @param url its address; empty for one that is started on this computer
 * @param user user of the one at the address
 * @param programs folder of VirtualBox's programs; empty for where they are by themselves
 */
record ServiceSettings(String url, String user, String programs) {

    static ServiceSettings of(DriverOptions options) {
        return new ServiceSettings(checked(options.text(VirtualBoxOptions.URL)), options.text(VirtualBoxOptions.USER),
                options.text(VirtualBoxOptions.PROGRAMS));
    }

    static ServiceSettings of(DriverState state) {
        return new ServiceSettings(state.text("Url"), state.text("User"), state.text("ProgramFolder"));
    }

    private static String checked(String url) {
        if (!url.isEmpty() && !url.matches("(?i)https?://[^/@\\s:]+(:\\d{1,5})?/?")) {
            throw new MachineException(ErrorCode.INVALID_ARGUMENT,
                    "Reading --" + VirtualBoxOptions.URL + " \"" + url + "\"",
                    "The form is http://HOST:PORT or https://HOST:PORT.");
        }
        return url;
    }

    Map<String, Object> toState() {
        return Map.of("Url", url, "User", user, "ProgramFolder", programs);
    }

    /** Return whether the service is started on this computer. */
    boolean local() {
        return url.isEmpty();
    }

    /** Return whether the ports that lead into machines are ports of this computer. */
    boolean portsAreHere() {
        return hostAddress().equals(HostPorts.LOOPBACK);
    }

    /** Return the address at which this computer reaches the ports of the computer that VirtualBox runs on. */
    String hostAddress() {
        if (local()) {
            return HostPorts.LOOPBACK;
        }
        try {
            return InetAddress.getByName(URI.create(url).getHost()).getHostAddress();
        } catch (UnknownHostException e) {
            throw new MachineException(ErrorCode.PROVIDER, "Looking for the host of " + url, "It is not known.", e);
        }
    }
}
