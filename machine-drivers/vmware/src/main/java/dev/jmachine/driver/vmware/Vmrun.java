package dev.jmachine.driver.vmware;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.hypervisor.program.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Drives one virtual machine through the program {@code vmrun}. */
final class Vmrun {
    private static final Duration QUESTION = Duration.ofSeconds(30);
    private static final Duration START = Duration.ofMinutes(3);
    private static final Duration SHUTDOWN = Duration.ofMinutes(3);

    private final VmwareInstallation vmware;
    private final Path machine;

    /**
     * Drive a machine.
     *
     * @param machine its configuration, a {@code .vmx} file
     */
    Vmrun(VmwareInstallation vmware, Path machine) {
        this.vmware = vmware;
        this.machine = machine;
    }

    /** Return whether it is among those that run. */
    boolean running() {
        // The first line tells how many there are.
        return require("Asking which virtual machines run", run(QUESTION, "list")).lines().skip(1)
                .anyMatch(line -> isMachine(line.strip()));
    }

    private boolean isMachine(String path) {
        try {
            return Files.isSameFile(Path.of(path), machine);
        } catch (IOException | InvalidPathException e) {
            // Another's, that was deleted under way.
            return false;
        }
    }

    /** Start it without a window. */
    void start() {
        require("Starting the virtual machine", run(START, "start", machine.toString(), "nogui"));
    }

    /** Have the guest shut itself down, and wait until it is off. */
    void shutDown() {
        require("Shutting the guest down", run(SHUTDOWN, "stop", machine.toString(), "soft"));
    }

    /** Switch it off. */
    void switchOff() {
        require("Switching the virtual machine off", run(QUESTION, "stop", machine.toString(), "hard"));
    }

    /** Delete it with its disk, and have VMware forget it. */
    void delete() {
        require("Deleting the virtual machine", run(QUESTION, "deleteVM", machine.toString()));
    }

    /** Return the guest's address, once VMware Tools have told it. */
    Optional<String> address() {
        Command.Result result = run(QUESTION, "getGuestIPAddress", machine.toString());
        String answer = result.output().strip();
        // What is not there yet is told as an error; some versions answer "unknown".
        return result.exitStatus() == 0 && answer.matches("[0-9A-Fa-f.:]*[.:][0-9A-Fa-f.:]+")
                ? Optional.of(answer) : Optional.empty();
    }

    private Command.Result run(Duration timeout, String... arguments) {
        List<String> line = new ArrayList<>(List.of(vmware.vmrun().toString(), "-T", vmware.product()));
        line.addAll(List.of(arguments));
        return Command.run(line, timeout);
    }

    private static String require(String activity, Command.Result result) {
        if (result.exitStatus() != 0) {
            throw new MachineException(ErrorCode.PROVIDER, activity, "vmrun says: " + result.complaint());
        }
        return result.output();
    }
}
