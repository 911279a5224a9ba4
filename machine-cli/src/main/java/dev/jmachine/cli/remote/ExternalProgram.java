package dev.jmachine.cli.remote;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A program of this computer that takes over our streams until it ends. */
public final class ExternalProgram {
    private static final int EXIT_WHEN_INTERRUPTED = 130;

    private ExternalProgram() {
    }

    /** Find a program on the search path. */
    public static Optional<Path> find(String name, Map<String, String> environment) {
        return Stream.of(environment.getOrDefault("PATH", "").split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .flatMap(folder -> Stream.of(Path.of(folder, name), Path.of(folder, name + ".exe")))
                .filter(file -> Files.isExecutable(file) && !Files.isDirectory(file))
                .findFirst();
    }

    /**
     * Run a program until it ends.
     *
     * @return its exit status
     */
    public static int run(List<String> command) {
        try {
            Process process = new ProcessBuilder(command).inheritIO().start();
            try {
                return process.waitFor();
            } catch (InterruptedException e) {
                process.destroy();
                Thread.currentThread().interrupt();
                return EXIT_WHEN_INTERRUPTED;
            }
        } catch (IOException e) {
            throw new MachineException(ErrorCode.SSH_FAILED, "Running " + command.get(0), e.getMessage(), e);
        }
    }
}
