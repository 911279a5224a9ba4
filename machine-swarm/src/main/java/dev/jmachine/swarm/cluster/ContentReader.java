package dev.jmachine.swarm.cluster;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.swarm.stack.StackRequest;
import dev.jmachine.swarm.stack.Stacks;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads what a cluster file names: values of configs and secrets, Compose files, archives of images. Nothing read is
 * kept.
 *
 * @param file the cluster file
 * @param environment where values that come from environment variables are
 * @param digest of the cluster
 */
record ContentReader(ClusterFile file, Map<String, String> environment, SaltedDigest digest) {

    /**
     * Return the digests of all that the file wants on the swarm.
     *
     * @throws MachineException with {@link ErrorCode#CLUSTER_FILE} if something that it names cannot be read
     */
    WantedContents digests() {
        Map<ResourceType, Map<String, String>> resources = new EnumMap<>(ResourceType.class);
        for (ResourceType type : ResourceType.values()) {
            Map<String, String> digests = new LinkedHashMap<>();
            names(type).forEach(name -> digests.put(name, resource(type, name).digest()));
            resources.put(type, digests);
        }
        Map<String, String> stacks = new LinkedHashMap<>();
        file.stacks().keySet().forEach(name -> stacks.put(name, stack(name)));
        Map<String, String> images = new LinkedHashMap<>();
        file.images().forEach(image -> images.put(image.image(),
                digest.ofFile(image.archive(), "Reading the image " + image.image())));
        return new WantedContents(resources, stacks, images);
    }

    private List<String> names(ResourceType type) {
        return List.copyOf(switch (type) {
            case NETWORK -> file.networks().keySet();
            case CONFIG -> file.configs().keySet();
            case SECRET -> file.secrets().keySet();
        });
    }

    /** Return a network, config or secret of the file, to be made. */
    SwarmResource resource(ResourceType type, String name) {
        return switch (type) {
            case NETWORK -> network(file.networks().get(name));
            case CONFIG -> value(type, name, file.configs().get(name));
            case SECRET -> value(type, name, file.secrets().get(name));
        };
    }

    private SwarmResource network(OverlayNetwork network) {
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("CheckDuplicate", true);
        request.put("Driver", network.driver());
        request.put("Scope", "swarm");
        request.put("Attachable", network.attachable());
        request.put("Internal", network.internal());
        if (!network.subnets().isEmpty()) {
            request.put("IPAM", Map.of("Config",
                    network.subnets().stream().map(subnet -> Map.of("Subnet", subnet)).toList()));
        }
        Map<String, String> options = new LinkedHashMap<>(network.options());
        if (network.encrypted()) {
            options.put("encrypted", "");
        }
        request.put("Options", options);
        String content = network.driver() + network.attachable() + network.internal();
        return new SwarmResource(file.name(), digest.ofTexts(content, String.join(",", network.subnets()),
                new TreeMap<>(options).toString(), new TreeMap<>(network.labels()).toString()), request,
                network.labels());
    }

    private SwarmResource value(ResourceType type, String name, ExternalValue value) {
        String activity = "Reading the " + type.word() + " " + name;
        byte[] bytes = value.file().map(path -> read(path, activity))
                .orElseGet(() -> variable(value.environmentVariable().orElseThrow(), activity));
        byte[] labels = new TreeMap<>(value.labels()).toString().getBytes(StandardCharsets.UTF_8);
        return new SwarmResource(file.name(), digest.of(bytes, labels),
                Map.of("Data", Base64.getEncoder().encodeToString(bytes)), value.labels());
    }

    private byte[] variable(String variable, String activity) {
        String text = environment.get(variable);
        if (text == null) {
            throw new MachineException(ErrorCode.CLUSTER_FILE, activity,
                    "The environment variable " + variable + " is not set.");
        }
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] read(Path path, String activity) {
        try {
            return Files.readAllBytes(path);
        } catch (IOException e) {
            throw unreadable(path, activity, e);
        }
    }

    /** Return the failure for a file that cannot be read. */
    static MachineException unreadable(Path path, String activity, IOException cause) {
        String why = Files.exists(path) ? cause.toString() : "it is not there";
        return new MachineException(ErrorCode.CLUSTER_FILE, activity,
                "The file " + path + " cannot be read: " + why + ".", cause);
    }

    private String stack(String name) {
        String activity = "Reading the stack " + name;
        try (InputStream content = Stacks.content(name, request(name))) {
            return digest.ofStream(content);
        } catch (IOException | UncheckedIOException e) {
            throw new MachineException(ErrorCode.CLUSTER_FILE, activity, e.toString(), e);
        }
    }

    /** Return what a stack of the file is deployed from. Images that come from files need no registry. */
    StackRequest request(String name) {
        StackSource stack = file.stacks().get(name);
        return new StackRequest(stack.composeFiles(), stack.environment(), stack.envFiles(), stack.prune(),
                file.images().isEmpty() ? StackRequest.ImageResolution.ALWAYS : StackRequest.ImageResolution.NEVER,
                false, stack.convergence());
    }
}
