package dev.jmachine.driver.virtualbox.service;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.hypervisor.program.Command;
import dev.jmachine.hypervisor.program.Platform;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * VirtualBox's programs on this computer.
 *
 * @param webService {@code vboxwebsrv}
 * @param management {@code VBoxManage}
 */
public record VirtualBoxInstallation(Path webService, Path management) {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    /** Where the vendor's packages put programs that are not on the PATH. */
    private static final List<String> FOLDERS = List.of("/usr/lib/virtualbox", "/opt/VirtualBox",
            "/Applications/VirtualBox.app/Contents/MacOS", "C:\\Program Files\\Oracle\\VirtualBox");
    private static final List<String> FOLDER_VARIABLES = List.of("VBOX_MSI_INSTALL_PATH", "VBOX_INSTALL_PATH");
    private static final Path KERNEL_MODULE = Path.of("/dev/vboxdrv");

    /**
     * Return the programs.
     *
     * @param folder where they are; empty for the PATH and the vendor's folders
     * @throws MachineException with {@link ErrorCode#DRIVER_NOT_READY} if they are not there
     */
    public static VirtualBoxInstallation find(String folder) {
        return search(folder).orElseThrow(() -> new MachineException(ErrorCode.DRIVER_NOT_READY,
                "Looking for VirtualBox", (folder.isEmpty() ? "vboxwebsrv and VBoxManage are not on the PATH."
                        : "vboxwebsrv and VBoxManage are not in " + folder + ".")));
    }

    /** Return the programs, if they are there. */
    public static Optional<VirtualBoxInstallation> search(String folder) {
        List<Path> folders = folder.isEmpty() ? folders() : List.of(Path.of(folder));
        return program(folders, "vboxwebsrv").flatMap(service -> program(folders, "VBoxManage")
                .map(management -> new VirtualBoxInstallation(service, management)));
    }

    private static List<Path> folders() {
        Map<String, String> environment = System.getenv();
        Stream<String> variables = FOLDER_VARIABLES.stream().map(environment::get);
        Stream<String> path = Stream.of(environment.getOrDefault("PATH", "").split(File.pathSeparator));
        return Stream.of(variables, path, FOLDERS.stream()).flatMap(names -> names)
                .filter(name -> name != null && !name.isBlank())
                .map(Path::of)
                .toList();
    }

    private static Optional<Path> program(List<Path> folders, String name) {
        return folders.stream().map(folder -> folder.resolve(Platform.current().executable(name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Return VirtualBox's version. */
    public String version() {
        return manage("--version");
    }

    /** Run {@code VBoxManage}, and return what it says. */
    String manage(String... arguments) {
        List<String> line = Stream.concat(Stream.of(management.toString()), Stream.of(arguments)).toList();
        Command.Result result = Command.run(line, TIMEOUT);
        if (result.exitStatus() != 0) {
            throw new MachineException(ErrorCode.PROVIDER, "Running VBoxManage " + arguments[0], result.complaint());
        }
        return result.output().strip();
    }

    /** Return why this computer cannot start machines although VirtualBox is installed; empty when nothing is seen. */
    public static String obstacle() {
        return Platform.current() == Platform.LINUX && !Files.exists(KERNEL_MODULE)
                ? "VirtualBox cannot start machines: " + KERNEL_MODULE
                        + " is not there, its kernel module is not loaded." : "";
    }

    /** Return what to do against {@link #obstacle()}. */
    public static String obstacleFix() {
        return "sudo modprobe vboxdrv; if that fails: sudo /sbin/vboxconfig (VirtualBox's own packages),"
                + " or sudo apt-get install virtualbox-dkms linux-headers-generic";
    }

    /** Return how VirtualBox is installed. */
    public static String installCommand() {
        return switch (Platform.current()) {
            case LINUX -> "sudo apt-get install virtualbox, or the package from https://www.virtualbox.org";
            case MACOS -> "brew install --cask virtualbox";
            case WINDOWS -> "winget install Oracle.VirtualBox";
        };
    }
}
