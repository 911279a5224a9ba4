package dev.jmachine.store;

import dev.jmachine.api.Deadline;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.MachineSpec;
import dev.jmachine.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Reads machines' records, whole or what is left of them. Thread-safe. */
final class RecordReader {
    /** docker-machine, even when it only reads, replaces its file by removing it first; that takes it some 50 us. */
    private static final Duration TIME_TO_REPLACE = Duration.ofMillis(10);

    private final Path certificates;
    private final Json json;
    private final JsonFiles files;
    private final Clock clock;

    RecordReader(Path certificates, Json json, Clock clock) {
        this.certificates = certificates;
        this.json = json;
        this.files = new JsonFiles(json);
        this.clock = clock;
    }

    /** Read the record in a machine's folder. */
    MachineRecord read(Path folder) {
        try {
            JsonFile config = readShared(folder.resolve(SharedConfig.FILE_NAME));
            SharedConfig.require(config.path(), config.values());
            return record(folder, config, readOwn(folder.resolve(OwnRecord.FILE_NAME)));
        } catch (IOException e) {
            throw unreadable(folder, e);
        }
    }

    private JsonFile readShared(Path file) throws IOException {
        Deadline deadline = Deadline.after(TIME_TO_REPLACE);
        while (true) {
            try {
                return files.read(file);
            } catch (NoSuchFileException e) {
                if (!Files.isDirectory(file.getParent())) {
                    throw StoreErrors.notFound(file.getParent());
                }
                if (deadline.expired()) {
                    throw StoreErrors.damaged(file, "It is missing.");
                }
                Thread.yield();
            }
        }
    }

    private JsonFile readOwn(Path file) throws IOException {
        try {
            JsonFile own = files.read(file);
            OwnRecord.require(file, own.values());
            return own;
        } catch (NoSuchFileException e) {
            return missing(file);
        }
    }

    /** The file of a machine that docker-machine made. */
    private JsonFile missing(Path file) {
        return new JsonFile(file, json, Map.of());
    }

    /**
     * Read what is left of a damaged record, for removal: the file that is whole tells the driver, and what stood in
     * the other counts as empty.
     *
     * @throws MachineException as it stands, when neither tells the driver
     */
    MachineRecord salvage(Path folder, MachineException damage) {
        Path ownFile = folder.resolve(OwnRecord.FILE_NAME);
        try {
            JsonFile own = whole(ownFile).orElseGet(() -> missing(ownFile));
            Optional<JsonFile> config = whole(folder.resolve(SharedConfig.FILE_NAME))
                    .filter(file -> SharedConfig.tellsDriver(file.values()));
            return record(folder, config.orElseGet(() -> emptyShared(folder, own, damage)), own);
        } catch (IOException e) {
            throw unreadable(folder, e);
        }
    }

    private JsonFile emptyShared(Path folder, JsonFile own, MachineException damage) {
        String driver = OwnRecord.driver(own.values());
        if (driver.isEmpty()) {
            throw damage;
        }
        MachineSpec spec = MachineSpec.builder(folder.getFileName().toString(), driver).build();
        return new JsonFile(folder.resolve(SharedConfig.FILE_NAME), json,
                SharedConfig.initial(spec, folder, certificates));
    }

    private Optional<JsonFile> whole(Path file) throws IOException {
        try {
            return Optional.of(files.read(file));
        } catch (MachineException | NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private MachineRecord record(Path folder, JsonFile config, JsonFile own) {
        config.relocate(new Relocation(SharedConfig.storedFolder(config.values()), folder.toString()));
        return new MachineRecord(folder, config, own, clock);
    }

    private static MachineException unreadable(Path folder, IOException failure) {
        return StoreErrors.io("Reading the machine " + folder.getFileName(), folder, failure);
    }
}
