package dev.jmachine.swarm.stack;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.ssh.ShellQuoting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/**
 * Gathers what a stack is deployed from. On the host the files that the Compose files name have numbers for names,
 * wherever they are here, and the Compose files name them so. For one thread, once.
 */
final class StackFiles {
    private static final String ACTIVITY = "Gathering the files of the stack ";

    private final String stack;
    private final HostFiles files = new HostFiles();
    private final Map<Path, String> names = new HashMap<>();
    private final Set<String> variables = new TreeSet<>();
    private final List<String> composeNames = new ArrayList<>();

    private StackFiles(String stack) {
        this.stack = stack;
    }

    /**
     * Gather the files: {@code compose-N.yaml}, {@code file-N}, and {@code environment} for a shell to read.
     *
     * @throws MachineException with {@link ErrorCode#STACK} that names the file that is missing and the key
     */
    static StackFiles of(String stack, StackRequest request) {
        StackFiles gathered = new StackFiles(stack);
        Map<String, String> values = new LinkedHashMap<>();
        request.envFiles().forEach(file -> values.putAll(EnvironmentFile.read(file)));
        values.putAll(request.environment());
        request.composeFiles().forEach(file -> gathered.add(ComposeSource.read(file), new Variables(values)));
        gathered.files.add("environment", assignments(stack, gathered.variables, values));
        return gathered;
    }

    /** Return the files for the host. */
    HostFiles files() {
        return files;
    }

    /** Return the names of the Compose files on the host, in their order. */
    List<String> composeNames() {
        return List.copyOf(composeNames);
    }

    private void add(ComposeSource source, Variables values) {
        Map<ScalarNode, String> replacements = new IdentityHashMap<>();
        for (NamedFile named : source.stackFiles()) {
            Path path = source.path().toAbsolutePath().getParent()
                    .resolve(values.substitute(named.node().getValue())).normalize();
            if (named.required() || Files.exists(path)) {
                replacements.put(named.node(), "./" + names.computeIfAbsent(path, file -> add(named, file)));
            }
        }
        variables.addAll(source.variables());
        String name = "compose-" + (composeNames.size() + 1) + ".yaml";
        composeNames.add(name);
        files.add(name, source.with(replacements));
    }

    private String add(NamedFile named, Path path) {
        String name = "file-" + (names.size() + 1);
        try {
            if (!Files.isRegularFile(path)) {
                throw new IOException(Files.exists(path) ? "is no file" : "is not there");
            }
            files.add(name, path);
            if (named.use() == NamedFile.Use.VARIABLES) {
                // Lines with no more than a name take the value that is known here.
                Files.readString(path).lines().map(String::strip).filter(line -> line.matches("[A-Za-z_]\\w*"))
                        .forEach(variables::add);
            }
            return name;
        } catch (IOException e) {
            throw new MachineException(ErrorCode.STACK, ACTIVITY + stack,
                    "The file " + path + ", which " + named.key() + " names, " + e.getMessage() + ".", e);
        }
    }

    /** Return what gives a shell those variables that are needed and known. */
    static String assignments(String stack, Set<String> names, Map<String, String> values) {
        StringBuilder text = new StringBuilder();
        for (String name : names) {
            if (values.containsKey(name)) {
                if (name.startsWith("DOCKER_")) {
                    throw new MachineException(ErrorCode.STACK, ACTIVITY + stack, "The variable " + name
                            + " is for Docker's own tools and cannot be one of the Compose files.");
                }
                text.append(name).append('=').append(ShellQuoting.quote(values.get(name))).append('\n');
            }
        }
        return text.toString();
    }
}
