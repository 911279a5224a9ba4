package dev.jmachine.swarm.cluster;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.json.Json;
import dev.jmachine.json.JsonObject;
import dev.jmachine.store.AtomicFile;
import dev.jmachine.store.MachineLock;
import dev.jmachine.store.MachineStore;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** The records of clusters: {@code clusters/NAME/cluster.json} in the store of their machines. Thread-safe. */
final class ClusterStore {
    private static final String FILE = "cluster.json";
    private static final Json JSON = new Json();

    private final Path root;
    private final MachineStore store;

    ClusterStore(Path root) {
        this.root = root;
        this.store = new MachineStore(root, Clock.systemUTC());
    }

    /** Take the lock that changes of a cluster need; fails with {@code MACHINE_LOCKED}, naming who holds it. */
    MachineLock lock(String name, String operation, Duration timeout) {
        return store.lockCluster(name, operation, timeout);
    }

    /** Return the names of the clusters that have a record, sorted. */
    List<String> names() {
        Path folder = root.resolve("clusters");
        TreeSet<String> names = new TreeSet<>();
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(folder, "[!.]*")) {
            for (Path each : folders) {
                if (Files.exists(each.resolve(FILE))) {
                    names.add(each.getFileName().toString());
                }
            }
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw failure("Listing the clusters", folder, e);
        }
        return new ArrayList<>(names);
    }

    /** Read a cluster's record, if it has one. */
    Optional<ClusterRecord> read(String name) {
        Path file = file(name);
        try {
            JsonObject json = new JsonObject(JSON.read(Files.readAllBytes(file)));
            if (json.number("Version", 0) > ClusterRecord.VERSION) {
                throw new MachineException(ErrorCode.STORE_DAMAGED, "Reading " + file,
                        "It is of version " + json.number("Version", 0) + ", which this program does not know.");
            }
            return Optional.of(ClusterRecord.of(name, json));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new MachineException(ErrorCode.STORE_DAMAGED, "Reading " + file, e.getMessage() + ".", e);
        }
    }

    /** Write a cluster's record; it is on disk when the call returns. */
    void write(ClusterRecord record) {
        try {
            AtomicFile.write(file(record.name()), JSON.write(record.json()));
        } catch (IOException e) {
            throw failure("Writing the record of the cluster " + record.name(), file(record.name()), e);
        }
    }

    /** Forget a cluster, and what is kept of its swarm, such as the key that unlocks its managers. */
    void delete(ClusterRecord record) {
        Path folder = store.clusterFolder(record.name());
        try {
            if (!record.swarmId().isEmpty()) {
                delete(root.resolve("swarms").resolve(record.swarmId()));
            }
            delete(folder);
        } catch (IOException e) {
            throw failure("Deleting the record of the cluster " + record.name(), folder, e);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        } catch (NoSuchFileException e) {
            return;
        }
        Files.deleteIfExists(folder);
    }

    private Path file(String name) {
        return store.clusterFolder(name).resolve(FILE);
    }

    private static MachineException failure(String activity, Path path, IOException cause) {
        return new MachineException(ErrorCode.STORE_IO, activity, path + ": " + cause, cause);
    }
}
