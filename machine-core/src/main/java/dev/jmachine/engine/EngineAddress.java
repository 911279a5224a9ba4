package dev.jmachine.engine;

import dev.jmachine.api.Deadline;
import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.util.Iterator;

/** Where an engine listens, read from a URL such as the variable {@code DOCKER_HOST} holds. */
sealed interface EngineAddress {

    /** Return what the HTTP header {@code Host} says. */
    String hostHeader();

    /** Open a connection. */
    ByteStream connect(Deadline deadline) throws IOException;

    /**
     * Read a URL.
     *
     * @param secure whether TLS is spoken there, which decides the port when the URL has none
     */
    static EngineAddress of(URI url, boolean secure) {
        String scheme = String.valueOf(url.getScheme());
        switch (scheme) {
            case "unix":
                return new Unix(Path.of(url.getPath()));
            case "tcp", "http", "https":
                return Tcp.of(url, secure ? 2376 : 2375);
            default:
                throw new MachineException(ErrorCode.INVALID_ARGUMENT, "Asking the engine at " + url,
                        "Only tcp, unix, http and https URLs can be asked, not \"" + scheme + "\".");
        }
    }

    /** A TCP port. */
    record Tcp(String host, int port) implements EngineAddress {
        private static final int LAST_PORT = 65535;

        static Tcp of(URI url, int defaultPort) {
            // Parsed by hand: URI gives no host for a name with an underscore.
            String authority = String.valueOf(url.getRawAuthority());
            int colon = authority.lastIndexOf(':');
            boolean hasPort = colon > authority.lastIndexOf(']');
            String host = hasPort ? authority.substring(0, colon) : authority;
            String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
            int port = hasPort ? number(authority.substring(colon + 1)) : defaultPort;
            if (bare.isEmpty() || port < 1 || port > LAST_PORT) {
                throw new MachineException(ErrorCode.INVALID_ARGUMENT, "Asking the engine at " + url,
                        "The URL does not name a host and a port.");
            }
            return new Tcp(bare, port);
        }

        private static int number(String digits) {
            try {
                return Integer.parseInt(digits);
            } catch (NumberFormatException e) {
                return -1;
            }
        }

        @Override
        public String hostHeader() {
            return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
        }

        @Override
        public ByteStream connect(Deadline deadline) throws IOException {
            Iterator<InetAddress> addresses = HostAddresses.of(host, deadline).iterator();
            while (true) {
                InetAddress address = addresses.next();
                try {
                    return ChannelStream.connect(new InetSocketAddress(address, port), deadline);
                } catch (IOException e) {
                    if (!addresses.hasNext() || deadline.expired() || Thread.currentThread().isInterrupted()) {
                        throw e;
                    }
                }
            }
        }
    }

    /** A Unix socket. */
    record Unix(Path path) implements EngineAddress {

        @Override
        public String hostHeader() {
            return "docker";
        }

        @Override
        public ByteStream connect(Deadline deadline) throws IOException {
            return ChannelStream.connect(UnixDomainSocketAddress.of(path), deadline);
        }
    }
}
