package dev.jmachine.swarm.stack;

import org.snakeyaml.engine.v2.nodes.ScalarNode;

/**
 * A file or folder that a Compose file names.
 *
 * @param key the key that names it, such as {@code services.web.env_file}
 * @param node the name, and where it stands
 * @param use what it is for
 * @param required whether it must be there
 */
record NamedFile(String key, ScalarNode node, Use use, boolean required) {

    /** What a file is for. */
    enum Use {
        /** Variables of a service. */
        VARIABLES,
        /** The content of a config. */
        CONFIG,
        /** The content of a secret. */
        SECRET,
        /** What an image is built from. */
        BUILD,
        /** What a container sees of the host. */
        MOUNT,
        /** Another Compose file. */
        COMPOSE
    }
}
