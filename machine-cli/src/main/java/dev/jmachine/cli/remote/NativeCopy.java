package dev.jmachine.cli.remote;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.Machines;
import dev.jmachine.api.RemoteShell;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Copies with the library's own SSH; from machine to machine by way of a folder on this computer. */
public final class NativeCopy {
    private final Machines machines;

    /** Create a copier. */
    public NativeCopy(Machines machines) {
        this.machines = machines;
    }

    /** Copy from one place to another. */
    public void copy(CopyPlace source, CopyPlace target) {
        if (source.isLocal() && target.isLocal()) {
            throw new MachineException(ErrorCode.INVALID_ARGUMENT, "Copying " + source.path(),
                    "Neither of the two places is a machine.");
        } else if (source.isLocal()) {
            upload(Path.of(source.path()), target);
        } else if (target.isLocal()) {
            download(source, Path.of(target.path().isEmpty() ? "." : target.path()));
        } else {
            across(source, target);
        }
    }

    private void upload(Path local, CopyPlace target) {
        requireOwnUser(target);
        try (RemoteShell shell = machines.get(target.machine()).shell()) {
            shell.upload(local, target.path().isEmpty() ? "." : target.path());
        }
    }

    private void download(CopyPlace source, Path local) {
        requireOwnUser(source);
        try (RemoteShell shell = machines.get(source.machine()).shell()) {
            shell.download(source.path(), local);
        }
    }

    private static void requireOwnUser(CopyPlace place) {
        if (!place.user().isEmpty()) {
            throw new MachineException(ErrorCode.UNSUPPORTED, "Copying as " + place.user(),
                    "The built-in SSH logs in as the machine's own user only; install OpenSSH's scp.");
        }
    }

    private void across(CopyPlace source, CopyPlace target) {
        try {
            Path folder = Files.createTempDirectory("jmachine-copy-");
            try {
                download(source, folder);
                List<Path> copied;
                try (Stream<Path> files = Files.list(folder)) {
                    copied = files.toList();
                }
                copied.forEach(file -> upload(file, target));
            } finally {
                delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
