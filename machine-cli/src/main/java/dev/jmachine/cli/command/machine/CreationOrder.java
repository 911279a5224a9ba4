package dev.jmachine.cli.command.machine;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineEvent;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.MachineListener;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;

/**
 * Has machines that join the swarm of one that is made at the same time begin after it, for what they join must be in
 * the store. From then on all are made side by side; only the enrolment waits for the swarm. Thread-safe.
 */
final class CreationOrder implements MachineListener {
    private final List<String> names = new ArrayList<>();
    private final Map<String, String> joined = new HashMap<>();
    private final Map<String, CountDownLatch> begun = new HashMap<>();

    /**
     * Create an order.
     *
     * @param names the machines that are made
     * @param joins tells which machine's swarm one joins; empty for none
     */
    CreationOrder(List<String> names, UnaryOperator<String> joins) {
        for (String name : names) {
            begun.put(name, new CountDownLatch(1));
            String first = joins.apply(name);
            if (!name.equals(first) && names.contains(first)) {
                joined.put(name, first);
            }
        }
        List<String> left = new ArrayList<>(names);
        boolean more = true;
        while (more) {
            more = left.removeIf(this::follows);
        }
        // What is left joins one another in a circle, which the check of each will tell.
        this.names.addAll(left);
        left.forEach(joined::remove);
    }

    private boolean follows(String name) {
        String first = joined.get(name);
        return (first == null || names.contains(first)) && names.add(name);
    }

    /** Return the names, each behind the one that it waits for. */
    List<String> names() {
        return List.copyOf(names);
    }

    /** Make a machine once the one whose swarm it joins has been begun. */
    void make(String name, Runnable making) {
        try {
            if (joined.containsKey(name)) {
                begun.get(joined.get(name)).await();
            }
            making.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MachineException(ErrorCode.CANCELLED, "Waiting for \"" + joined.get(name) + "\" to be begun",
                    "The work was interrupted.", e);
        } finally {
            begun.get(name).countDown();
        }
    }

    @Override
    public void operationStarted(MachineEvent.OperationStarted event) {
        if (begun.containsKey(event.machine())) {
            begun.get(event.machine()).countDown();
        }
    }
}
