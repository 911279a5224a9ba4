package dev.jmachine.driver.vmwarevsphere;

import dev.jmachine.api.Deadline;
import dev.jmachine.driver.vmwarevsphere.vim.ServerTrust;
import dev.jmachine.driver.vmwarevsphere.vim.VimElement;
import dev.jmachine.driver.vmwarevsphere.vim.VimSession;
import dev.jmachine.testkit.DebianProgram;
import dev.jmachine.testkit.DebianRoot;
import dev.jmachine.testkit.OpenDebianRoot;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The vCenter simulator of govmomi, vcsim, as Debian has it: only its library is packaged, so it is built here. */
final class VcenterSimulator implements AutoCloseable {
    static final String USER = "administrator@vsphere.local";
    static final String PASSWORD = "secret & <simulated>";
    private static final Pattern ADDRESS = Pattern.compile("listening at (\\S+)");
    private static final DebianRoot ROOT =
            DebianRoot.of("bookworm", "golang-go", "golang-github-vmware-govmomi-dev").withCustomization("""
                    mkdir /build
                    cat > /build/vcsim.go <<'END'
                    %sEND
                    cd /build
                    GOPATH=/usr/share/gocode GO111MODULE=off GOFLAGS= GOCACHE=/build/cache \\
                        go build -ldflags=-s -o /usr/local/bin/vcsim vcsim.go
                    # The program holds all it needs, and the cache of tests is dear.
                    rm -rf /build /usr/lib/go-* /usr/share/go-* /usr/share/gocode
                    """.formatted(source()));

    private final OpenDebianRoot root;
    private final DebianProgram program;
    private final String address;

    private VcenterSimulator(OpenDebianRoot root, DebianProgram program) {
        this.root = root;
        this.program = program;
        this.address = awaitAddress();
    }

    /** Start one, or skip the running test where that cannot be done. */
    static VcenterSimulator startOrSkip(Path log, String transport) {
        OpenDebianRoot root = ROOT.openOrSkip();
        return new VcenterSimulator(root, root.start(log, "vcsim", USER, PASSWORD, transport));
    }

    private static String source() {
        try (InputStream stream = VcenterSimulator.class.getResourceAsStream("vcsim.go")) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String awaitAddress() {
        Deadline.after(Duration.ofSeconds(60)).await("the simulator", Duration.ofMillis(50),
                () -> !program.isAlive() || ADDRESS.matcher(program.output()).find());
        Matcher told = ADDRESS.matcher(program.output());
        if (!told.find()) {
            throw new IllegalStateException("the simulator has ended: " + program.output());
        }
        return told.group(1);
    }

    /** Return its host and port. */
    String address() {
        return address;
    }

    /** Return where it is reached without TLS. */
    URI url() {
        return URI.create("http://" + address);
    }

    /** Return the options that lead to one at an address. */
    static Map<String, List<String>> access(String server) {
        return Map.of(VsphereOptions.VCENTER, List.of(server),
                VsphereOptions.USERNAME, List.of(USER),
                VsphereOptions.PASSWORD, List.of(PASSWORD));
    }

    /** Log in as a user of vCenter's own programs would. */
    VimSession login() {
        return VimSession.login(url().resolve("/sdk"), ServerTrust.authorities(), USER, PASSWORD);
    }

    /** Return the names of all virtual machines. */
    List<String> machines() {
        try (VimSession session = login()) {
            return session.retrieveAll("listing", session.service("rootFolder"), "VirtualMachine", "name").values()
                    .stream().map(properties -> properties.get("name")).map(VimElement::text).sorted().toList();
        }
    }

    @Override
    public void close() {
        program.close();
        root.close();
    }
}
