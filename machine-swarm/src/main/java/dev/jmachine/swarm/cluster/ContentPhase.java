package dev.jmachine.swarm.cluster;

import dev.jmachine.api.Machine;

/** Puts on the swarm what the file says: images, networks, configs, secrets, stacks; takes away what it no longer says. */
final class ContentPhase {
    private final ClusterWork work;
    private final ClusterFile file;
    private final ContentReader reader;
    private final WantedContents contents;
    private final int parallelism;

    ContentPhase(ClusterWork work, ClusterFile file, ContentReader reader, WantedContents contents, int parallelism) {
        this.work = work;
        this.file = file;
        this.reader = reader;
        this.contents = contents;
        this.parallelism = parallelism;
    }

    void run(ClusterPlan plan) {
        plan.all(ContentChange.LoadImage.class).forEach(this::load);
        for (Change change : plan.changes()) {
            work.requireGoingOn();
            if (change instanceof ContentChange.PutResource put) {
                work.attempt(put.subject(), () -> put(put));
            } else if (change instanceof ContentChange.RemoveStack removal) {
                work.attempt(removal.subject(), () -> remove(removal));
            } else if (change instanceof ContentChange.DeployStack deployment) {
                work.attempt(deployment.subject(), () -> deploy(deployment.subject()));
            } else if (change instanceof ContentChange.RemoveResource removal) {
                work.attempt(removal.subject(), () -> remove(removal));
            }
        }
    }

    /** The archive's digest is written down when all machines have it, so that one that has not is not passed over. */
    private void load(ContentChange.LoadImage change) {
        ImageArchive image = file.images().stream()
                .filter(each -> each.image().equals(change.subject())).findFirst().orElseThrow();
        try (Workers workers = new Workers(parallelism)) {
            for (String machine : change.machines()) {
                if (!work.failed(machine)) {
                    workers.submit(() -> work.attempt(machine, () -> load(image, machine)));
                }
            }
            workers.await();
        }
        if (change.machines().stream().noneMatch(work::failed)) {
            String digest = contents.images().get(image.image());
            work.keeper().update(record -> record.withImage(image.image(), digest));
        }
    }

    private void load(ImageArchive image, String name) {
        Machine machine = work.machines().get(name);
        work.teller().tell(name, "load-image", "Putting on the image " + image.image(),
                () -> work.access().load(machine, image));
    }

    private void put(ContentChange.PutResource change) {
        SwarmResource resource = reader.resource(change.type(), change.subject());
        work.keeper().update(record -> record.withResource(change.type(), change.subject(), resource.digest()));
        work.teller().tell(change.id(), title(change.replaces() ? "Replacing" : "Making", change),
                () -> work.requireSwarm().put(change.type(), change.subject(), resource));
    }

    private void remove(ContentChange.RemoveResource change) {
        work.teller().tell(change.id(), "Removing the " + change.type().word() + " " + change.subject(),
                () -> work.requireSwarm().remove(change.type(), change.subject()));
        work.keeper().update(record -> record.withResource(change.type(), change.subject(), null));
    }

    private static String title(String verb, ContentChange.PutResource change) {
        return verb + " the " + change.type().word() + " " + change.subject();
    }

    /** An empty digest says that it was begun; the true one that it was done. */
    private void deploy(String stack) {
        work.keeper().update(record -> record.withStack(stack, ""));
        work.requireSwarm().deploy(stack, reader.request(stack));
        work.keeper().update(record -> record.withStack(stack, contents.stacks().get(stack)));
    }

    private void remove(ContentChange.RemoveStack change) {
        work.teller().tell(change.id(), "Removing the stack " + change.subject(),
                () -> work.requireSwarm().removeStack(change.subject()));
        work.keeper().update(record -> record.withStack(change.subject(), null));
    }
}
