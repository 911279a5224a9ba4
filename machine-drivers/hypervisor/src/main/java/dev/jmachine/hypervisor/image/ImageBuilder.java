package dev.jmachine.hypervisor.image;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.hypervisor.ProcessLock;
import dev.jmachine.hypervisor.program.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Builds our own images by the recipe, one build for each name at a time. What a killed build left behind, running
 * programs among it, is cleared away by the next one. Thread-safe.
 */
final class ImageBuilder {
    private static final Pattern STEP = Pattern.compile("progress (\\d{1,3}) (.+)");
    private static final Duration BUILD_TIMEOUT = Duration.ofHours(1);
    private static final Duration CHECK_TIMEOUT = Duration.ofSeconds(60);
    private static final Duration CLEAN_TIMEOUT = Duration.ofSeconds(60);

    private static final ImageProgress UNHEARD = (message, done, total) -> { };

    private final ImageStore store;
    private final Recipe recipe;

    ImageBuilder(ImageStore store, Recipe recipe) {
        this.store = store;
        this.recipe = recipe;
    }

    /**
     * Look whether this computer can build an image now. Makes nothing that stays.
     *
     * @throws MachineException with {@link ErrorCode#PRECREATE_CHECK_FAILED} and what is missing
     */
    void check(DebianImage image) {
        String activity = "Looking whether image " + image.name() + " can be built";
        try {
            Path scripts = Files.createTempDirectory("jmachine-recipe-");
            try {
                recipe.unpackInto(scripts);
                List<String> arguments = arguments(image, store.folder(), "--check");
                Command.Result result = run(scripts, arguments, CHECK_TIMEOUT, UNHEARD);
                if (result.exitStatus() != 0) {
                    throw new MachineException(ErrorCode.PRECREATE_CHECK_FAILED, activity, reason(result));
                }
            } finally {
                FileTrees.delete(scripts);
            }
        } catch (IOException e) {
            throw ImageFailures.storage(store.folder(), e);
        }
    }

    /** Return an image, built now if there is none of that name; wait for another process that is building it. */
    ImageDescription ensure(DebianImage image, ImageProgress progress) {
        return store.find(image.name()).orElseGet(() -> buildAlone(image, progress));
    }

    private ImageDescription buildAlone(DebianImage image, ImageProgress progress) {
        String name = image.name();
        Runnable onWait = () -> progress.progress("Waiting for another process that builds image " + name, 0, 0);
        try (ProcessLock lock = store.lock(name, BUILD_TIMEOUT, onWait)) {
            if (store.find(name).isEmpty()) {
                build(image, progress);
            }
            return store.find(name).orElseThrow(
                    () -> ImageFailures.image("Building image " + name, "It is not there afterwards."));
        } catch (IOException e) {
            throw ImageFailures.storage(store.folder(), e);
        }
    }

    private void build(DebianImage image, ImageProgress progress) throws IOException {
        String activity = "Building image " + image.name();
        Path drafts = store.drafts(image.name());
        Path draft = drafts.resolve("image");
        Path scripts = Files.createDirectories(drafts.resolve("recipe"));
        recipe.unpackInto(scripts);
        clean(scripts, draft);
        try {
            Command.Result result = run(scripts, arguments(image, draft), BUILD_TIMEOUT, progress);
            if (result.exitStatus() != 0) {
                throw ImageFailures.image(activity, reason(result));
            }
            store.publish(draft, image.name());
        } finally {
            clean(scripts, draft);
            FileTrees.delete(drafts);
        }
    }

    private static List<String> arguments(DebianImage image, Path output, String... more) {
        List<String> arguments = new ArrayList<>(image.recipeArguments());
        arguments.addAll(List.of("--output", output.toString()));
        arguments.addAll(List.of(more));
        return arguments;
    }

    /** In a session of its own, so that an interruption at the terminal leaves the clearing up to us. */
    private static Command.Result run(
            Path scripts, List<String> arguments, Duration timeout, ImageProgress progress) {
        List<String> command =
                new ArrayList<>(List.of("setsid", "--wait", "bash", scripts.resolve(Recipe.SCRIPT).toString()));
        command.addAll(arguments);
        return Command.run(command, scripts, timeout, line -> report(line, progress));
    }

    /** All that the recipe said: it is brief, and ends its reasons with how to mend them. */
    private static String reason(Command.Result result) {
        return result.errors().isBlank() ? result.complaint() : result.errors().strip();
    }

    private static void report(String line, ImageProgress progress) {
        Matcher matcher = STEP.matcher(line);
        if (matcher.matches()) {
            progress.progress(matcher.group(2), Integer.parseInt(matcher.group(1)), 100);
        }
    }

    /** End what a build left running and delete its files, some of which may belong to other users; also on cancel. */
    private static void clean(Path scripts, Path draft) throws IOException {
        if (!Files.exists(draft)) {
            return;
        }
        boolean interrupted = Thread.interrupted();
        try {
            run(scripts, List.of("--clean", draft.toString()), CLEAN_TIMEOUT, UNHEARD);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        FileTrees.delete(draft);
    }
}
