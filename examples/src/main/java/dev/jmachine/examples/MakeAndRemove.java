package dev.jmachine.examples;

import dev.jmachine.api.MachineEvent.StepStarted;
import dev.jmachine.api.MachineListener;
import dev.jmachine.api.MachineSpec;
import dev.jmachine.api.Machines;
import dev.jmachine.api.RemoveOptions;

/** Make a machine with the driver named, telling each step; ask its engine; remove it. */
public final class MakeAndRemove implements MachineListener {
    public static void main(String[] arguments) {
        try (var machines = Machines.builder().listener(new MakeAndRemove()).open()) {
            var machine = machines.create(MachineSpec.builder("example", arguments[0]).build());
            System.out.println("Docker " + machine.engine().version() + " at " + machine.url());
            machine.remove(RemoveOptions.DEFAULT);
        }
    }

    @Override
    public void stepStarted(StepStarted event) {
        System.out.println(event.machine() + ": " + event.step().title());
    }
}
