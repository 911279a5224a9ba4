package dev.jmachine.store;

import dev.jmachine.api.MachineException;
import dev.jmachine.api.MachineSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The program that other processes of the tests run on a store. */
final class StoreWorker {
    private static final Duration LONG = Duration.ofMinutes(2);

    private final MachineStore store;

    private StoreWorker(Path root) {
        this.store = new MachineStore(root, Clock.systemUTC());
    }

    public static void main(String[] arguments) throws IOException {
        StoreWorker worker = new StoreWorker(Path.of(arguments[1]));
        try {
            switch (arguments[0]) {
                case "create" -> worker.create("a");
                case "count" -> worker.count(Path.of(arguments[2]), Integer.parseInt(arguments[3]));
                case "hold" -> worker.hold();
                case "churn" -> worker.churn();
                default -> throw new IllegalArgumentException(arguments[0]);
            }
        } catch (MachineException e) {
            System.out.println(e.code());
        }
    }

    private void create(String name) {
        store.create(MachineSpec.builder(name, "none").build(), Set.of());
        System.out.println("created");
    }

    private void count(Path file, int times) throws IOException {
        for (int i = 0; i < times; i++) {
            try (MachineLock lock = store.lock("a", "count", LONG)) {
                int count = Integer.parseInt(Files.readString(file));
                Files.writeString(file, Integer.toString(count + 1));
            }
        }
        System.out.println("counted");
    }

    /** Holds the lock until standard input ends. */
    private void hold() throws IOException {
        try (MachineLock lock = store.lock("a", "hold", LONG)) {
            System.out.println("held");
            System.in.read();
        }
    }

    /** Makes a machine, changes it in every way and removes it, until it is killed. */
    private void churn() {
        System.out.println("begun");
        while (true) {
            try (MachineLock lock = store.lock("a", "churn", LONG)) {
                if (!store.exists("a")) {
                    store.create(MachineSpec.builder("a", "none").build(), Set.of());
                }
                change(store.open("a"));
                store.delete("a");
            }
        }
    }

    private static void change(MachineRecord record) {
        Journal journal = record.journal();
        journal.begin("create", List.of("one"));
        journal.stepStarted("one");
        record.saveDriverState(Map.of("SSHPort", 22, "SSHUser", "root"));
        record.recordNetwork("192.0.2.7", "tcp://192.0.2.7:2376", "");
        journal.stepFinished("one");
        journal.finished();
    }
}
