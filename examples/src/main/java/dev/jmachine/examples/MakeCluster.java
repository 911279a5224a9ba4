package dev.jmachine.examples;

import dev.jmachine.api.MachineEvent.StepStarted;
import dev.jmachine.api.MachineListener;
import dev.jmachine.api.Machines;
import dev.jmachine.swarm.cluster.Clusters;
import dev.jmachine.swarm.cluster.file.ClusterFileReader;
import java.nio.file.Path;

/** Make the cluster of the file named, telling what is to be done and each step; show how it is; remove it. */
public final class MakeCluster implements MachineListener {
    public static void main(String[] arguments) {
        var listener = new MakeCluster();
        try (var machines = Machines.builder().listener(listener).open()) {
            var clusters = new Clusters(machines, listener);
            var file = new ClusterFileReader(machines::driver).read(Path.of(arguments[0]), System.getenv());
            clusters.plan(file).changes().forEach(change -> System.out.println(change.description()));
            clusters.apply(file, false);
            clusters.status(file.name()).machines()
                    .forEach(member -> System.out.println(member.machine() + " is " + member.node()));
            clusters.destroy(file.name(), false);
        }
    }

    @Override
    public void stepStarted(StepStarted event) {
        System.out.println(event.machine() + ": " + event.step().title());
    }
}
