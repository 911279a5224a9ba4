package dev.jmachine.swarm.stack;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.Machine;
import dev.jmachine.api.MachineException;
import dev.jmachine.engine.EngineAnswer;
import dev.jmachine.engine.EngineClient;
import java.io.EOFException;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Puts images onto machines from files, by their engines' API, so that no registry is needed. Stateless and
 * thread-safe.
 */
public final class ImageLoader {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    /** An emulated guest unpacks a large image at a tenth of the usual speed. */
    private static final Duration LOAD_TIMEOUT = Duration.ofMinutes(30);

    /** Create a loader. */
    public ImageLoader() {
    }

    /**
     * Put an image onto a machine, unless it is there already, by the digest of its configuration.
     *
     * @param machine where to
     * @param image the image's name; {@code latest} when it has no tag
     * @param archive the file, as {@code docker save} writes it, packed by gzip or not. The image must bear that name
     *     in it, or be the only one
     * @return whether it had to be sent
     * @throws MachineException with {@link ErrorCode#IMAGE} if the file cannot be read or does not hold the image, or
     *     as the engine's API fails
     */
    public boolean load(Machine machine, String image, Path archive) {
        String activity = "Putting the image " + image + " onto " + machine.name();
        String name = tagged(image);
        SavedImages saved = read(activity, archive);
        Set<String> digests = new TreeSet<>(saved.manifests());
        digests.add(meant(activity, name, archive, saved).id());
        EngineClient engine = new EngineClient(machine.reachableUrl(), machine.folder());
        if (id(engine, name).filter(digests::contains).isPresent()) {
            return false;
        }
        Optional<String> present = digests.stream().filter(digest -> id(engine, digest).isPresent()).findFirst();
        if (present.isEmpty()) {
            refuseFailure(activity, engine.upload("/images/load?quiet=1", archive, LOAD_TIMEOUT).orThrow());
        }
        if (id(engine, name).filter(digests::contains).isEmpty()) {
            tag(engine, name, digests);
        }
        return present.isEmpty();
    }

    private static SavedImages read(String activity, Path archive) {
        try {
            return SavedImages.read(archive);
        } catch (NoSuchFileException e) {
            throw new MachineException(ErrorCode.IMAGE, activity, "There is no file " + archive + ".", e);
        } catch (EOFException e) {
            throw new MachineException(ErrorCode.IMAGE, activity,
                    "The file " + archive + " cannot be read: it is cut short.", e);
        } catch (IOException e) {
            throw new MachineException(ErrorCode.IMAGE, activity,
                    "The file " + archive + " cannot be read: " + e.getMessage() + ".", e);
        }
    }

    private static SavedImages.Saved meant(String activity, String name, Path archive, SavedImages saved) {
        List<SavedImages.Saved> named = new ArrayList<>(saved.images());
        if (saved.images().size() != 1 || !saved.names().isEmpty()) {
            named.removeIf(image -> image.names().stream().noneMatch(name::equals));
        }
        if (named.isEmpty()) {
            throw new MachineException(ErrorCode.IMAGE, activity, "The file " + archive + " does not hold it, but "
                    + (saved.names().isEmpty() ? "images without names" : String.join(", ", saved.names())) + ".");
        }
        return named.get(0);
    }

    /** Return the name with a tag. */
    private static String tagged(String image) {
        return image.substring(image.lastIndexOf('/') + 1).contains(":") ? image : image + ":latest";
    }

    private static Optional<String> id(EngineClient engine, String image) {
        EngineAnswer answer = engine.get("/images/" + encoded(image) + "/json", TIMEOUT);
        return answer.status() == 404 ? Optional.empty() : Optional.of(answer.object().text("Id"));
    }

    /** The engine takes names with slashes in its paths. */
    private static String encoded(String image) {
        return URLEncoder.encode(image, StandardCharsets.UTF_8).replace("%2F", "/").replace("%3A", ":");
    }

    /** Loading is answered with status 200 before it has begun; what fails then stands in the answer. */
    private static void refuseFailure(String activity, EngineAnswer answer) {
        for (String line : answer.text().lines().filter(text -> text.contains("\"errorDetail\"")).toList()) {
            String failure = new EngineAnswer(answer.request(), answer.status(),
                    line.getBytes(StandardCharsets.UTF_8)).object().text("error");
            throw new MachineException(ErrorCode.IMAGE, activity, "The engine cannot load it: " + failure);
        }
    }

    private static void tag(EngineClient engine, String name, Set<String> digests) {
        int colon = name.lastIndexOf(':');
        String query = "/tag?repo=" + encoded(name.substring(0, colon)) + "&tag=" + encoded(name.substring(colon + 1));
        List<EngineAnswer> answers = new ArrayList<>();
        for (String digest : digests) {
            EngineAnswer answer = engine.post("/images/" + digest + query, null, TIMEOUT);
            if (answer.accepted()) {
                return;
            }
            answers.add(answer);
        }
        answers.get(0).orThrow();
    }
}
