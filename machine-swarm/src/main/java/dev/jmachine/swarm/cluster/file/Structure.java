package dev.jmachine.swarm.cluster.file;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * Checks what YAML allows anywhere and a cluster file nowhere: keys that are there twice or are no text, tags of other
 * programs, and aliases that make a small file endless.
 */
final class Structure {
    private static final int MOST_NODES = 20_000;
    private static final Set<Tag> KNOWN =
            Set.of(Tag.STR, Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.NULL, Tag.SEQ, Tag.MAP);

    private final Problems problems;
    private int nodes;

    private Structure(Problems problems) {
        this.problems = problems;
    }

    /** Return whether the tree below a node is sound; else the problems say why not. */
    static boolean isSound(Node root, Problems problems) {
        return new Structure(problems).check(root, "");
    }

    /** Return whether all is well; what is not sound may be endless and is not gone into. */
    private boolean check(Node node, String key) {
        if (node.isRecursive() || ++nodes > MOST_NODES) {
            problems.add(node.getStartMark(), key, node.isRecursive()
                    ? "an alias stands for something that holds it"
                    : "aliases make the file grow beyond " + MOST_NODES + " values");
            return false;
        }
        boolean sound = checkTag(node, key);
        if (node instanceof MappingNode mapping) {
            return checkKeys(mapping, key) && sound;
        }
        if (node instanceof SequenceNode sequence) {
            return checkItems(sequence.getValue(), key) && sound;
        }
        return sound;
    }

    private boolean checkTag(Node node, String key) {
        if (!KNOWN.contains(node.getTag())) {
            problems.add(node.getStartMark(), key, "the tag " + node.getTag().getValue() + " has no meaning here");
            return false;
        }
        return true;
    }

    private boolean checkItems(List<Node> items, String key) {
        boolean sound = true;
        for (int i = 0; i < items.size() && nodes <= MOST_NODES; i++) {
            sound &= check(items.get(i), key + "[" + i + "]");
        }
        return sound;
    }

    private boolean checkKeys(MappingNode mapping, String key) {
        Set<String> names = new HashSet<>();
        boolean sound = true;
        for (NodeTuple entry : mapping.getValue()) {
            sound &= checkKey(entry.getKeyNode(), key, names)
                    && check(entry.getValueNode(), Element.join(key, ((ScalarNode) entry.getKeyNode()).getValue()));
            if (nodes > MOST_NODES) {
                return false;
            }
        }
        return sound;
    }

    private boolean checkKey(Node node, String key, Set<String> names) {
        if (!(node instanceof ScalarNode name) || name.getTag().equals(Tag.NULL)) {
            problems.add(node.getStartMark(), key, "a key must be text");
            return false;
        }
        String full = Element.join(key, name.getValue());
        if (!names.add(name.getValue())) {
            problems.add(node.getStartMark(), full, "the same key is there twice");
            return false;
        }
        return true;
    }
}
