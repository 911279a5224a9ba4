package dev.jmachine.testkit;

import dev.jmachine.api.Deadline;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Moto's EC2 server, from Debian's packages: an implementation of Amazon's API that none of us wrote.
 *
 * <p>The public addresses that it hands out belong to strangers. Nothing may dial them: instances whose addresses are
 * dialled go into a subnet of our own range, and are reached at their private addresses.
 */
public final class MotoServer implements AutoCloseable {
    private static final DebianRoot ROOT =
            DebianRoot.of("trixie", "python3-moto", "python3-flask", "python3-flask-cors");
    private static final Pattern ADDRESS = Pattern.compile("Running on (http://127\\.0\\.0\\.1:\\d+)");
    private static final Duration START = Duration.ofMinutes(1);

    private final OpenDebianRoot root;
    private final DebianProgram program;
    private final URI url;

    private MotoServer(OpenDebianRoot root, DebianProgram program) {
        this.root = root;
        this.program = program;
        this.url = awaitAddress();
    }

    /**
     * Start it, with images as Debian and Ubuntu publish them; skip the test where that cannot be. The caller closes it.
     *
     * @param folder where its log goes
     */
    public static MotoServer start(Path folder) {
        OpenDebianRoot root = ROOT.openOrSkip();
        try (InputStream images = MotoServer.class.getResourceAsStream("amis.json")) {
            Files.copy(images, root.path("srv/amis.json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new MotoServer(root, root.start(folder.resolve("moto.log"),
                "env", "MOTO_AMIS_PATH=/srv/amis.json", "moto_server", "-H", "127.0.0.1", "-p", "0"));
    }

    private URI awaitAddress() {
        URI[] found = {null};
        Deadline.after(START).await("moto's server", Duration.ofMillis(100), () -> {
            Matcher line = ADDRESS.matcher(program.output());
            found[0] = line.find() ? URI.create(line.group(1)) : null;
            if (found[0] == null && !program.isAlive()) {
                throw new IllegalStateException("moto has ended: " + program.output());
            }
            return found[0] != null;
        });
        return found[0];
    }

    /** Return its address, at 127.0.0.1. It takes any credentials. */
    public URI url() {
        return url;
    }

    @Override
    public void close() {
        program.close();
        root.close();
    }
}
