package dev.jmachine.driver.qemu;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.hypervisor.program.Command;
import dev.jmachine.hypervisor.program.Platform;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * QEMU's programs on this computer.
 *
 * @param program the emulator for this computer's architecture
 * @param diskTool {@code qemu-img}
 * @param version the emulator's version, such as {@code 7.2.22}
 */
record QemuInstallation(Path program, Path diskTool, String version) {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    /** Where Red Hat's systems have the emulator. */
    private static final String RED_HAT_PROGRAM = "/usr/libexec/qemu-kvm";
    private static final List<String> OUTSIDE_PATH =
            List.of("/opt/homebrew/bin", "/usr/local/bin", "C:\\Program Files\\qemu");

    /**
     * Find them.
     *
     * @param program the emulator's path, empty to look for it on the PATH; the disk tool is looked for beside it first
     * @throws MachineException with {@link ErrorCode#DRIVER_NOT_READY} if one is missing or does not run
     */
    static QemuInstallation find(String program) {
        String name = program.isEmpty() ? Architecture.current().emulator() : program;
        Path emulator = locate(name, null)
                .or(() -> program.isEmpty() ? locate(RED_HAT_PROGRAM, null) : Optional.empty())
                .orElseThrow(() -> missing(name));
        Path diskTool = locate("qemu-img", emulator.getParent()).orElseThrow(() -> missing("qemu-img"));
        Command.Result answer = Command.run(List.of(emulator.toString(), "--version"), TIMEOUT);
        if (answer.exitStatus() != 0) {
            throw new MachineException(ErrorCode.DRIVER_NOT_READY, "Asking " + emulator + " for its version",
                    answer.complaint());
        }
        return new QemuInstallation(emulator, diskTool, version(answer.output()));
    }

    /** Return the command that installs QEMU on this computer, as far as it is known. */
    static String installCommand() {
        return switch (Platform.current()) {
            case MACOS -> "brew install qemu";
            case WINDOWS -> "winget install SoftwareFreedomConservancy.QEMU";
            case LINUX -> linuxInstallCommand(osRelease());
        };
    }

    static String linuxInstallCommand(String osRelease) {
        boolean arm = Architecture.current() == Architecture.AARCH64;
        for (String family : families(osRelease)) {
            switch (family) {
                case "debian", "ubuntu":
                    return "sudo apt-get install " + (arm ? "qemu-system-arm" : "qemu-system-x86") + " qemu-utils";
                case "fedora":
                    return "sudo dnf install " + (arm ? "qemu-system-aarch64" : "qemu-system-x86") + " qemu-img";
                case "rhel", "centos":
                    return "sudo dnf install qemu-kvm qemu-img";
                case "suse", "opensuse":
                    return "sudo zypper install " + (arm ? "qemu-arm" : "qemu-x86") + " qemu-tools";
                case "arch":
                    return "sudo pacman -S qemu-base";
                case "alpine":
                    return "sudo apk add " + (arm ? "qemu-system-aarch64" : "qemu-system-x86_64") + " qemu-img";
                default:
                    break;
            }
        }
        return "install QEMU (" + Architecture.current().emulator()
                + " and qemu-img) with the system's package manager";
    }

    private static List<String> families(String osRelease) {
        return osRelease.lines()
                .filter(line -> line.startsWith("ID=") || line.startsWith("ID_LIKE="))
                .sorted()
                .map(line -> line.substring(line.indexOf('=') + 1).replace("\"", ""))
                .flatMap(value -> Arrays.stream(value.split(" ")))
                .toList();
    }

    private static String osRelease() {
        try {
            return Files.readString(Path.of("/etc/os-release"));
        } catch (IOException e) {
            return "";
        }
    }

    private static String version(String output) {
        return output.replaceFirst("(?s)^QEMU emulator version (\\S+).*", "$1").strip();
    }

    private static Optional<Path> locate(String program, Path first) {
        if (program.contains(File.separator)) {
            return Optional.of(Path.of(program).toAbsolutePath()).filter(Files::isExecutable);
        }
        Stream<String> path = Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator));
        Stream<Path> folders = Stream.concat(path, OUTSIDE_PATH.stream())
                .filter(folder -> !folder.isEmpty() && new File(folder).isAbsolute())
                .map(Path::of);
        return Stream.concat(Stream.ofNullable(first), folders)
                .map(folder -> folder.resolve(Platform.current().executable(program)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static MachineException missing(String program) {
        return new MachineException(ErrorCode.DRIVER_NOT_READY, "Looking for QEMU", program + " was not found.");
    }
}
