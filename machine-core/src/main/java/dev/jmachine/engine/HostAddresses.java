package dev.jmachine.engine;

import dev.jmachine.api.Deadline;
import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedByInterruptException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/** Looks up the addresses of a host. */
final class HostAddresses {
    private static final Pattern LITERAL = Pattern.compile(".*:.*|[0-9.]+");

    private HostAddresses() {
    }

    /** Return a host's addresses, one at least. A name is looked up on a thread that ends when the system answers. */
    static List<InetAddress> of(String host, Deadline deadline) throws IOException {
        if (LITERAL.matcher(host).matches()) {
            return List.of(InetAddress.getByName(host));
        }
        FutureTask<List<InetAddress>> lookup = new FutureTask<>(() -> List.of(InetAddress.getAllByName(host)));
        Thread thread = new Thread(lookup, "jmachine-lookup");
        thread.setDaemon(true);
        thread.start();
        return await(lookup, host, deadline);
    }

    private static List<InetAddress> await(FutureTask<List<InetAddress>> lookup, String host, Deadline deadline)
            throws IOException {
        try {
            return lookup.get(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            UnknownHostException unknown = new UnknownHostException(host);
            unknown.initCause(e.getCause());
            throw unknown;
        } catch (TimeoutException e) {
            throw new SocketTimeoutException();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClosedByInterruptException();
        }
    }
}
