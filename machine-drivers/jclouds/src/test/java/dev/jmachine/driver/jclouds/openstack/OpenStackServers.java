package dev.jmachine.driver.jclouds.openstack;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jmachine.api.Deadline;
import dev.jmachine.cloud.JsonValue;
import dev.jmachine.testkit.DebianProgram;
import dev.jmachine.testkit.DebianRoot;
import dev.jmachine.testkit.FaultProxy;
import dev.jmachine.testkit.FaultProxy.Fault;
import dev.jmachine.testkit.FaultProxy.FaultAnswer;
import dev.jmachine.testkit.OpenDebianRoot;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/**
 * Keystone, Nova with its fake hypervisor, Neutron, Cinder, Glance and Placement of Debian 12, behind a proxy that can
 * make calls fail. They are started at the first need and end with this process.
 */
final class OpenStackServers {
    static final String REQUEST_ID = "req-00000000-1111-2222-3333-444444444444";
    private static final Duration START = Duration.ofMinutes(4);
    private static final String FAILURE =
            "{\"computeFault\": {\"code\": %d, \"message\": \"It has failed for a test.\"}}";
    private static OpenStackServers shared;

    /** Held, for its programs end when nobody holds it. */
    private final OpenDebianRoot root;
    private final FaultProxy proxy;
    private final JsonValue seeded;
    private final OpenStackView view;

    private OpenStackServers(OpenDebianRoot root) throws IOException {
        this.root = root;
        int port = freePort();
        URI front = URI.create("http://127.0.0.1:" + port);
        proxy = FaultProxy.before(front);
        proxy.answerWith(Fault.SERVER_ERROR, answer(500));
        proxy.answerWith(Fault.THROTTLED, answer(429));
        Path log = root.path("openstack/run.log");
        DebianProgram run = root.start(log, "sh", "/openstack/run.sh", Integer.toString(port), proxy.url().toString());
        Deadline.after(START).await("OpenStack", Duration.ofMillis(500), () -> isReady(run));
        seeded = JsonValue.parse(Files.readString(root.path("openstack/seeded.json")));
        view = new OpenStackView(front, id("work"));
    }

    private static boolean isReady(DebianProgram run) {
        if (!run.isAlive()) {
            throw new IllegalStateException("OpenStack has ended: " + run.output());
        }
        return run.output().contains("ready\n");
    }

    private static FaultAnswer answer(int status) {
        return new FaultAnswer(status, Map.of("x-openstack-request-id", REQUEST_ID, "Content-Type", "application/json"),
                FAILURE.formatted(status));
    }

    /** Return the servers of this process; skip the test where they cannot be had. */
    static synchronized OpenStackServers shared() {
        if (shared == null) {
            DebianRoot root = recipe();
            root.obstacle().ifPresent(why -> Assumptions.abort("OpenStack cannot be run here: " + why));
            try {
                shared = new OpenStackServers(root.open());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return shared;
    }

    private static DebianRoot recipe() {
        StringBuilder script = new StringBuilder("mkdir -p /openstack\n");
        for (String name : new String[] {"install.sh", "run.sh", "seed.py"}) {
            script.append("cat > /openstack/").append(name).append(" <<'END-OF-FILE'\n")
                    .append(resource(name)).append("END-OF-FILE\n");
        }
        script.append("sh /openstack/install.sh\nsh /openstack/run.sh 0 http://127.0.0.1 seed < /dev/null\n");
        return DebianRoot.of("bookworm", "python3-nova", "python3-keystone", "python3-placement", "python3-glance",
                "python3-neutron", "python3-cinder", "python3-pymysql", "mariadb-server", "nginx-light", "iproute2",
                "ca-certificates")
                .withCustomization(script.toString());
    }

    private static String resource(String name) {
        try (InputStream stream = OpenStackServers.class.getResourceAsStream(name)) {
            return new String(stream.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    FaultProxy proxy() {
        return proxy;
    }

    /** Return Keystone's URL as users have it: through the proxy. */
    String identityUrl() {
        return proxy.url() + "/identity";
    }

    /** Return an id of what was put in when the root was made, such as {@code image}. */
    String id(String what) {
        return seeded.text(what);
    }

    /** Return how the content of a volume begins. */
    String volume(String id) {
        try (InputStream content = Files.newInputStream(root.path("openstack/volumes/" + id))) {
            return new String(content.readNBytes(100), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Return the APIs without the proxy, for looking what is there. */
    OpenStackView view() {
        return view;
    }
}
