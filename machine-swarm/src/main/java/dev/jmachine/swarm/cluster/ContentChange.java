package dev.jmachine.swarm.cluster;

import java.nio.file.Path;
import java.util.List;

/** One thing done to what is on a cluster: images, networks, configs, secrets, stacks. All are immutable. */
public sealed interface ContentChange extends Change {

    /**
     * An image is put on machines that do not have it.
     *
     * @param subject the image's name
     * @param archive where it is
     * @param machines names of the machines
     */
    record LoadImage(String subject, Path archive, List<String> machines) implements ContentChange {
        /** Copy the names. */
        public LoadImage {
            machines = List.copyOf(machines);
        }

        @Override
        public Kind kind() {
            return Kind.CREATE;
        }

        @Override
        public String id() {
            return "load-image";
        }

        @Override
        public String description() {
            return "image " + subject + " is put on " + String.join(", ", machines);
        }
    }

    /**
     * A network, config or secret is made, or takes the place of one with another content.
     *
     * @param type which of them
     * @param subject its name
     * @param replaces whether one of that name is there
     */
    record PutResource(ResourceType type, String subject, boolean replaces) implements ContentChange {
        @Override
        public Kind kind() {
            return replaces ? Kind.REPLACE : Kind.CREATE;
        }

        @Override
        public String id() {
            return (replaces ? "replace-" : "create-") + type.word();
        }

        @Override
        public String description() {
            return type.word() + " " + subject + (replaces ? " gets another content" : " is made");
        }
    }

    /**
     * A network, config or secret is removed.
     *
     * @param type which of them
     * @param subject its name
     */
    record RemoveResource(ResourceType type, String subject) implements ContentChange {
        @Override
        public Kind kind() {
            return Kind.REMOVE;
        }

        @Override
        public String id() {
            return "remove-" + type.word();
        }

        @Override
        public String description() {
            return type.word() + " " + subject + " is removed";
        }
    }

    /**
     * A stack is deployed, or deployed again because its files have changed.
     *
     * @param subject the stack's name
     * @param again whether it is there already
     */
    record DeployStack(String subject, boolean again) implements ContentChange {
        @Override
        public Kind kind() {
            return again ? Kind.CHANGE : Kind.CREATE;
        }

        @Override
        public String id() {
            return "deploy-stack";
        }

        @Override
        public String description() {
            return "stack " + subject + (again ? " is deployed anew, for its files have changed" : " is deployed");
        }
    }

    /**
     * A stack is removed.
     *
     * @param subject the stack's name
     */
    record RemoveStack(String subject) implements ContentChange {
        @Override
        public Kind kind() {
            return Kind.REMOVE;
        }

        @Override
        public String id() {
            return "remove-stack";
        }

        @Override
        public String description() {
            return "stack " + subject + " is removed";
        }
    }
}
