package dev.jmachine.swarm.stack;

import dev.jmachine.json.JsonObject;
import java.time.Instant;
import java.util.Set;

/**
 * One task as the engine's API tells it.
 *
 * @param object what the API tells
 */
record Task(JsonObject object) {
    /** States that a task does not come back from. */
    private static final Set<String> ENDS = Set.of("complete", "shutdown", "failed", "rejected", "remove", "orphaned");

    String id() {
        return object.text("ID");
    }

    String service() {
        return object.text("ServiceID");
    }

    String node() {
        return object.text("NodeID");
    }

    long slot() {
        return object.number("Slot", 0);
    }

    String image() {
        return withoutDigest(object.object("Spec").object("ContainerSpec").text("Image"));
    }

    /** Return an image's name without the digest that the manager looked up. */
    static String withoutDigest(String image) {
        return image.replaceFirst("@sha256:[0-9a-f]+$", "");
    }

    String wanted() {
        return object.text("DesiredState");
    }

    String state() {
        return object.object("Status").text("State");
    }

    Instant created() {
        String text = object.text("CreatedAt");
        return text.isEmpty() ? Instant.EPOCH : Instant.parse(text);
    }

    Instant since() {
        String text = object.object("Status").text("Timestamp");
        return text.isEmpty() ? Instant.EPOCH : Instant.parse(text);
    }

    /** Return what it failed with, or what it waits for; empty when there is nothing wrong. */
    String problem() {
        return object.object("Status").text("Err").strip();
    }

    boolean running() {
        return state().equals("running") && wanted().equals("running");
    }

    boolean complete() {
        return state().equals("complete");
    }

    /** Return whether its node could not even start it, as when an image or a program in it is not there. */
    boolean rejected() {
        return state().equals("rejected")
                || state().equals("failed") && problem().startsWith("starting container failed");
    }

    boolean failed() {
        return state().equals("failed") || rejected();
    }

    /** Return whether it runs, or may yet. */
    boolean alive() {
        return !ENDS.contains(state()) && !Set.of("shutdown", "remove").contains(wanted());
    }

    /** Return whether it belongs to this run of a job. */
    boolean ofIteration(long iteration) {
        return object.object("JobIteration").number("Index", 0) == iteration;
    }

    /**
     * Return whether it is of the kind that a service wants now. Only what engines tell of services and tasks in the
     * same words is compared; a change of anything else is seen as an update that goes on.
     */
    boolean isOf(JsonObject template) {
        JsonObject spec = object.object("Spec");
        return spec.object("ContainerSpec").equals(template.object("ContainerSpec"))
                && spec.number("ForceUpdate", 0) == template.number("ForceUpdate", 0);
    }
}
