package dev.jmachine.driver.vmwarevsphere;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.driver.vmwarevsphere.vim.ServerTrust;
import dev.jmachine.driver.vmwarevsphere.vim.VimSession;
import dev.jmachine.spi.DriverContext;
import dev.jmachine.spi.DriverOptions;
import dev.jmachine.spi.DriverState;
import java.net.URI;
import java.util.Map;
import java.util.Set;

/**
 * How vCenter is reached; all but the password.
 *
 * @param server name, address or URL; the latter for a tunnel, whose end on this computer may be plain HTTP
 * @param port port, unless a URL tells it
 * @param user the user
 * @param thumbprint what its certificate must have; empty for one that an authority has signed
 * @param unverified whether any certificate is taken
 */
record VcenterAccess(String server, int port, String user, String thumbprint, boolean unverified) {
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");
    private static final String SERVER = "IP";
    private static final String PORT = "Port";
    private static final String USER = "Username";
    private static final String THUMBPRINT = "Thumbprint";
    private static final String UNVERIFIED = "SkipCertificateVerification";

    /** Read and check the options. */
    static VcenterAccess of(DriverOptions options) {
        VcenterAccess access = new VcenterAccess(
                required(options, VsphereOptions.VCENTER),
                options.number(VsphereOptions.VCENTER_PORT),
                required(options, VsphereOptions.USERNAME),
                options.text(VsphereOptions.THUMBPRINT),
                options.flag(VsphereOptions.SKIP_VERIFICATION));
        access.url();
        try {
            access.trust();
        } catch (IllegalArgumentException e) {
            throw VsphereOptions.invalid(VsphereOptions.THUMBPRINT, e.getMessage());
        }
        return access;
    }

    private static String required(DriverOptions options, String name) {
        if (options.text(name).isEmpty()) {
            throw VsphereOptions.invalid(name, "It must be given.");
        }
        return options.text(name);
    }

    /** Read what was saved. */
    static VcenterAccess of(DriverState state) {
        return new VcenterAccess(state.text(SERVER), (int) state.number(PORT, 443), state.text(USER),
                state.text(THUMBPRINT), state.flag(UNVERIFIED));
    }

    /** Return whether a machine was ever begun to be made. */
    static boolean saved(DriverState state) {
        return !state.text(SERVER).isEmpty();
    }

    /** Return what is to be saved. */
    Map<String, Object> toState() {
        return Map.of(SERVER, server, PORT, port, USER, user, THUMBPRINT, thumbprint, UNVERIFIED, unverified);
    }

    /** Log in. */
    VimSession login(DriverContext context) {
        String password = context.secret(VsphereOptions.PASSWORD);
        if (password.isEmpty()) {
            // docker-machine kept it; we read it there, and never write it.
            password = context.state().text("Password");
        }
        if (password.isEmpty()) {
            throw new MachineException(ErrorCode.AUTHENTICATION, "Logging in at " + server + " as " + user,
                    "There is no password: set VSPHERE_PASSWORD, or give --" + VsphereOptions.PASSWORD
                            + " at creation.");
        }
        return VimSession.login(url(), trust(), user, password);
    }

    private ServerTrust trust() {
        if (unverified) {
            return ServerTrust.everyone();
        }
        return thumbprint.isEmpty() ? ServerTrust.authorities() : ServerTrust.thumbprint(thumbprint);
    }

    private URI url() {
        boolean whole = server.contains("://");
        boolean ipv6 = !whole && server.contains(":") && !server.startsWith("[");
        String text = whole ? server : "https://" + (ipv6 ? "[" + server + "]" : server) + ":" + port;
        try {
            URI url = URI.create(text).resolve("/sdk");
            boolean tunnel = "http".equals(url.getScheme()) && LOOPBACK.contains(String.valueOf(url.getHost()));
            if (url.getHost() != null && ("https".equals(url.getScheme()) || tunnel)) {
                return url;
            }
        } catch (IllegalArgumentException e) {
            // Told below.
        }
        throw VsphereOptions.invalid(VsphereOptions.VCENTER, "\"" + server
                + "\" is neither a name or address nor an https URL; plain http is for tunnels that begin here.");
    }
}
