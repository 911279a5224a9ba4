package dev.jmachine.swarm.stack;

import dev.jmachine.swarm.stack.NamedFile.Use;
import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Finds the files that a Compose file names. Source of the keys: the Compose Specification. For one thread. */
final class NamedFiles {
    private final List<NamedFile> found = new ArrayList<>();

    private NamedFiles() {
    }

    /** Return what a stack is made from: files of variables, configs and secrets. */
    static List<NamedFile> ofStack(Node root) {
        NamedFiles files = new NamedFiles();
        each(root, "services", files::variables);
        files.contents(root);
        return files.found;
    }

    /** Return what a project is run from: in addition what images are built from, what is mounted, what is included. */
    static List<NamedFile> ofProject(Node root) {
        NamedFiles files = new NamedFiles();
        each(root, "services", (key, service) -> {
            files.variables(key, service);
            ComposeNodes.get(service, "build").ifPresent(build -> files.build(key + ".build", build));
            files.mounts(key + ".volumes", service);
            ComposeNodes.get(service, "extends").flatMap(extended -> ComposeNodes.get(extended, "file"))
                    .ifPresent(file -> files.add(key + ".extends.file", file, Use.COMPOSE, true));
        });
        files.contents(root);
        files.included(root);
        return files.found;
    }

    private interface Looking {
        void at(String key, Node node);
    }

    private static void each(Node root, String section, Looking looking) {
        ComposeNodes.get(root, section).ifPresent(node -> ComposeNodes.entries(node)
                .forEach((name, value) -> looking.at(section + "." + name, value)));
    }

    private void add(String key, Node node, Use use, boolean required) {
        if (node instanceof ScalarNode scalar && ComposeNodes.scalar(scalar).isPresent()) {
            found.add(new NamedFile(key, scalar, use, required));
        }
    }

    private void contents(Node root) {
        each(root, "configs", (key, config) -> ComposeNodes.get(config, "file")
                .ifPresent(file -> add(key + ".file", file, Use.CONFIG, true)));
        each(root, "secrets", (key, secret) -> ComposeNodes.get(secret, "file")
                .ifPresent(file -> add(key + ".file", file, Use.SECRET, true)));
    }

    private void variables(String service, Node node) {
        String key = service + ".env_file";
        ComposeNodes.get(node, "env_file").ifPresent(files -> {
            add(key, files, Use.VARIABLES, true);
            ComposeNodes.items(files).forEach(file -> variablesItem(key, file));
        });
    }

    private void variablesItem(String key, Node file) {
        add(key, file, Use.VARIABLES, true);
        boolean required = !ComposeNodes.get(file, "required").flatMap(ComposeNodes::scalar).orElse("")
                .equals("false");
        ComposeNodes.get(file, "path").ifPresent(path -> add(key + ".path", path, Use.VARIABLES, required));
    }

    private void build(String key, Node build) {
        add(key, build, Use.BUILD, true);
        ComposeNodes.get(build, "context").ifPresent(context -> add(key + ".context", context, Use.BUILD, true));
    }

    private void mounts(String key, Node service) {
        ComposeNodes.get(service, "volumes").ifPresent(volumes -> ComposeNodes.items(volumes).forEach(volume -> {
            add(key, volume, Use.MOUNT, false);
            ComposeNodes.get(volume, "source").ifPresent(source -> add(key + ".source", source, Use.MOUNT, false));
        }));
    }

    private void included(Node root) {
        ComposeNodes.get(root, "include").ifPresent(include -> ComposeNodes.items(include).forEach(item -> {
            add("include", item, Use.COMPOSE, true);
            ComposeNodes.get(item, "path").ifPresent(path -> {
                add("include.path", path, Use.COMPOSE, true);
                ComposeNodes.items(path).forEach(one -> add("include.path", one, Use.COMPOSE, true));
            });
            ComposeNodes.get(item, "env_file").ifPresent(file -> add("include.env_file", file, Use.VARIABLES, true));
        }));
    }
}
