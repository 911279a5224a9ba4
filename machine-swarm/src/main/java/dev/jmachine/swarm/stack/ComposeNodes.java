package dev.jmachine.swarm.stack;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * Reads Compose files as YAML nodes, which know where in the text they stand. Of what the files mean only so much is
 * looked at as is needed; Docker's own tools judge the rest. Merged keys ({@code <<}) count as those of the mapping.
 */
final class ComposeNodes {
    private static final String MERGE = "<<";

    private ComposeNodes() {
    }

    /**
     * Read a file's text.
     *
     * @throws MachineException with {@link ErrorCode#STACK} if it cannot be read
     */
    static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            throw refused(file, "There is no such file.", e);
        } catch (IOException e) {
            throw refused(file, "It cannot be read: " + e + ".", e);
        }
    }

    /**
     * Parse a file's text.
     *
     * @throws MachineException with {@link ErrorCode#STACK} and the place of the fault if it is no YAML
     */
    static Optional<Node> parse(Path file, String text) {
        LoadSettings settings = LoadSettings.builder().setLabel(file.toString()).build();
        try {
            return new Composer(settings, new ParserImpl(settings, new StreamReader(settings, text))).getSingleNode();
        } catch (MarkedYamlEngineException e) {
            String place = e.getProblemMark()
                    .map(mark -> " at line " + (mark.getLine() + 1) + ", column " + (mark.getColumn() + 1)).orElse("");
            throw refused(file, "It is not valid YAML" + place + ": " + e.getProblem() + ".", e);
        } catch (YamlEngineException e) {
            throw refused(file, "It is not valid YAML: " + e.getMessage() + ".", e);
        }
    }

    private static MachineException refused(Path file, String problem, Exception cause) {
        return new MachineException(ErrorCode.STACK, "Reading the Compose file " + file, problem, cause);
    }

    /** Return what stands under a key of a mapping; empty also when it is no mapping. */
    static Optional<Node> get(Node node, String key) {
        return Optional.ofNullable(entries(node).get(key));
    }

    /** Return the keys and values of a mapping, those merged into it too; none when it is no mapping. */
    static Map<String, Node> entries(Node node) {
        Map<String, Node> entries = new LinkedHashMap<>();
        if (node instanceof MappingNode mapping) {
            for (NodeTuple tuple : mapping.getValue()) {
                if (tuple.getKeyNode() instanceof ScalarNode key) {
                    entries.put(key.getValue(), tuple.getValueNode());
                }
            }
            Node merged = entries.remove(MERGE);
            if (merged instanceof MappingNode) {
                entries(merged).forEach(entries::putIfAbsent);
            } else if (merged != null) {
                items(merged).forEach(item -> entries(item).forEach(entries::putIfAbsent));
            }
        }
        return entries;
    }

    /** Return the elements of a sequence; none when it is none. */
    static List<Node> items(Node node) {
        return node instanceof SequenceNode sequence ? sequence.getValue() : List.of();
    }

    /** Return the text of a scalar that is not null. */
    static Optional<String> scalar(Node node) {
        return node instanceof ScalarNode scalar && !scalar.getTag().getValue().endsWith(":null")
                ? Optional.of(scalar.getValue()) : Optional.empty();
    }
}
