package dev.jmachine.swarm.stack;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.ssh.ShellQuoting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Gathers what a Compose project is run from. The files lie to one another on the host as they do here, below the
 * folder that all of them share. For one thread, once.
 */
final class ProjectFiles {
    /** Where on the host our own files are, below the project's. */
    static final String OWN = ".jmachine";

    private final ComposeRequest request;
    private final Variables variables;
    private final Map<Path, ComposeSource> sources = new LinkedHashMap<>();
    private final Set<Path> others = new LinkedHashSet<>();
    private final Set<String> needed = new TreeSet<>();

    private ProjectFiles(ComposeRequest request) {
        this.request = request;
        Map<String, String> values = new LinkedHashMap<>();
        envFiles().forEach(file -> values.putAll(EnvironmentFile.read(file)));
        values.putAll(request.environment());
        this.variables = new Variables(values);
    }

    /**
     * Find the files.
     *
     * @throws MachineException with {@link ErrorCode#STACK} that names the file that is missing and the key
     */
    static ProjectFiles of(ComposeRequest request) {
        ProjectFiles files = new ProjectFiles(request);
        Deque<Path> unread = new ArrayDeque<>(request.composeFiles().stream().map(ProjectFiles::absolute).toList());
        while (!unread.isEmpty()) {
            Path path = unread.remove();
            if (!files.sources.containsKey(path)) {
                ComposeSource source = ComposeSource.read(path);
                files.sources.put(path, source);
                files.needed.addAll(source.variables());
                source.projectFiles().forEach(named -> files.find(path, named, unread));
            }
        }
        return files;
    }

    private static Path absolute(Path path) {
        return path.toAbsolutePath().normalize();
    }

    private List<Path> envFiles() {
        Path usual = request.folder().resolve(".env");
        return !request.envFiles().isEmpty() ? request.envFiles().stream().map(ProjectFiles::absolute).toList()
                : Files.isRegularFile(usual) ? List.of(usual) : List.of();
    }

    /** The first Compose file's folder is what names count against; a file that is included has its own. */
    private void find(Path source, NamedFile named, Deque<Path> unread) {
        String name = variables.substitute(named.node().getValue());
        boolean mount = named.use() == NamedFile.Use.MOUNT;
        if (mount && !name.startsWith(".") || named.use() == NamedFile.Use.BUILD && isRemote(name)) {
            return;
        }
        if (mount && name.indexOf(':') > 0) {
            name = name.substring(0, name.indexOf(':'));
        }
        if (Path.of(name).isAbsolute()) {
            throw refused(named, "is an absolute path, which the host does not have; name it relative to the file");
        }
        Path base = request.composeFiles().contains(source) || named.use() != NamedFile.Use.COMPOSE
                ? request.folder() : source.getParent();
        Path path = base.resolve(name).normalize();
        if (Files.exists(path)) {
            (named.use() == NamedFile.Use.COMPOSE ? unread : others).add(path);
        } else if (named.required()) {
            throw refused(named, "is not there: " + path);
        }
    }

    private static boolean isRemote(String context) {
        return context.contains("://") || context.startsWith("git@") || context.startsWith("github.com/");
    }

    private static MachineException refused(NamedFile named, String problem) {
        return new MachineException(ErrorCode.STACK, "Gathering the files of the project",
                "The file \"" + named.node().getValue() + "\", which " + named.key() + " names, " + problem + ".");
    }

    /** Return the project's name by Compose's rules: what is asked for, what the files say, the folder's name. */
    String project() {
        String said = request.project();
        for (ComposeSource source : sources.values()) {
            if (said.isEmpty()) {
                said = source.root().flatMap(root -> ComposeNodes.get(root, "name")).flatMap(ComposeNodes::scalar)
                        .map(variables::substitute).orElse("");
            }
        }
        String name = said.isEmpty() ? request.folder().getFileName().toString() : said;
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_-]", "").replaceFirst("^[_-]+", "");
    }

    /** Return all files for the host; none when there is no Compose file here. */
    HostFiles gathered() throws IOException {
        HostFiles files = new HostFiles();
        if (sources.isEmpty()) {
            return files;
        }
        Path top = top();
        for (Path path : sources.keySet()) {
            files.addShared(name(top, path), path);
        }
        for (Path path : others) {
            addAll(files, top, path);
        }
        List<String> arguments = new ArrayList<>(List.of("--project-name", project(), "--project-directory", "."));
        for (Path file : request.composeFiles()) {
            arguments.addAll(List.of("--file", name(request.folder(), absolute(file))));
        }
        List<Path> envFiles = envFiles();
        for (int i = 0; i < envFiles.size(); i++) {
            files.add(OWN + "/variables-" + i, envFiles.get(i));
            arguments.addAll(List.of("--env-file", name(request.folder(), top.resolve(OWN + "/variables-" + i))));
        }
        files.add(OWN + "/environment", StackFiles.assignments("", needed, request.environment()));
        files.add(OWN + "/arguments", "folder=" + ShellQuoting.quote(name(top, request.folder())) + "\nset --"
                + String.join("", arguments.stream().map(word -> " " + ShellQuoting.quote(word)).toList()) + "\n");
        return files;
    }

    private Path top() {
        Set<Path> all = new HashSet<>(sources.keySet());
        all.addAll(others);
        Path top = request.folder();
        while (!all.stream().allMatch(top::equals) && !startWith(all, top)) {
            top = top.getParent();
        }
        return top;
    }

    private static boolean startWith(Set<Path> all, Path top) {
        return all.stream().allMatch(path -> path.startsWith(top));
    }

    private static String name(Path from, Path to) {
        String name = from.relativize(to).toString();
        return name.isEmpty() ? "." : name;
    }

    private static void addAll(HostFiles files, Path top, Path path) throws IOException {
        try (Stream<Path> all = Files.walk(path)) {
            List<Path> found = all.filter(file -> !isOfGit(path, file)).filter(Files::isRegularFile).toList();
            for (Path file : found) {
                files.addShared(name(top, file), file);
            }
        }
    }

    private static boolean isOfGit(Path top, Path file) {
        for (Path part : top.relativize(file)) {
            if (part.toString().equals(".git")) {
                return true;
            }
        }
        return false;
    }
}
