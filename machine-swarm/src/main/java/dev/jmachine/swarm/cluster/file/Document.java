package dev.jmachine.swarm.cluster.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.parser.Parser;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/** Turns the file's bytes into YAML nodes that know their places. */
final class Document {
    private static final int LARGEST = 256 * 1024;
    private static final int DEEPEST = 50;
    private static final int MOST_ALIASES = 500;
    private static final LoadSettings SETTINGS = LoadSettings.builder()
            .setSchema(new PlainSchema())
            .setAllowDuplicateKeys(true) // They are told with their places, by Structure.
            .setAllowNonScalarKeys(true)
            .setMaxAliasesForCollections(MOST_ALIASES)
            .build();

    private Document() {
    }

    /**
     * Return the root of the file's one document, if the file is sound YAML; else the problems say why not.
     *
     * @throws dev.jmachine.api.MachineException with {@link dev.jmachine.api.ErrorCode#CLUSTER_FILE} if the file cannot
     *     be read
     */
    static Optional<Node> root(Path file, Problems problems) {
        String text = text(file, problems);
        try {
            if (isTooDeep(text, problems)) {
                return Optional.empty();
            }
            List<Node> documents = new ArrayList<>();
            new Composer(SETTINGS, parser(text)).forEachRemaining(documents::add);
            if (documents.isEmpty()) {
                problems.add(Optional.empty(), "", "the file is empty");
            } else if (documents.size() > 1) {
                problems.add(documents.get(1).getStartMark(), "", "a second document; a cluster file has one");
            }
            return documents.stream().findFirst();
        } catch (MarkedYamlEngineException e) {
            problems.add(e.getProblemMark(), "", "no valid YAML: " + firstLine(e.getProblem()));
        } catch (YamlEngineException e) {
            problems.add(Optional.empty(), "", "no valid YAML: " + firstLine(e.getMessage()));
        }
        return Optional.empty();
    }

    /** Look at the events first: nodes are composed by recursion, and deep nesting would exhaust the stack. */
    private static boolean isTooDeep(String text, Problems problems) {
        int depth = 0;
        for (Parser events = parser(text); events.hasNext();) {
            Event event = events.next();
            if (event instanceof CollectionStartEvent && ++depth > DEEPEST) {
                problems.add(event.getStartMark(), "", "lists and mappings are nested too deep");
                return true;
            } else if (event instanceof CollectionEndEvent) {
                depth--;
            }
        }
        return false;
    }

    private static Parser parser(String text) {
        return new ParserImpl(SETTINGS, new StreamReader(SETTINGS, text));
    }

    private static String firstLine(String text) {
        return text.strip().lines().findFirst().orElse("");
    }

    private static String text(Path file, Problems problems) {
        try {
            if (Files.size(file) > LARGEST) {
                throw problems.failure("The file is larger than " + LARGEST / 1024 + " KB.", null);
            }
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(Files.readAllBytes(file))).toString();
        } catch (NoSuchFileException e) {
            throw problems.failure("There is no such file.", e);
        } catch (CharacterCodingException e) {
            throw problems.failure("The file is not UTF-8.", e);
        } catch (IOException e) {
            throw problems.failure("The file cannot be read: " + e.getMessage(), e);
        }
    }
}
