package dev.jmachine.driver.vmware;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.hypervisor.program.Platform;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * VMware's programs on this computer.
 *
 * @param vmrun the program that drives virtual machines
 * @param diskTool the program that makes virtual disks
 * @param product what {@code vmrun -T} calls the product
 */
record VmwareInstallation(Path vmrun, Path diskTool, String product) {
    private static final String DISK_TOOL = "vmware-vdiskmanager";
    private static final List<String> MACOS_FOLDERS = List.of(
            "/Applications/VMware Fusion.app/Contents/Public", "/Applications/VMware Fusion.app/Contents/Library");
    private static final List<String> WINDOWS_VARIABLES = List.of("ProgramFiles(x86)", "ProgramFiles");

    /**
     * Look for the programs.
     *
     * @param given the path of {@code vmrun}, or empty to look on the PATH and where VMware puts it
     * @throws MachineException with {@link ErrorCode#DRIVER_NOT_READY}
     */
    static VmwareInstallation find(String given) {
        Platform platform = Platform.current();
        List<Path> folders = folders(platform).toList();
        Path vmrun = given.isEmpty() ? first(folders, platform.executable("vmrun")) : executable(Path.of(given))
                .orElseThrow(() -> missing(given));
        List<Path> near = Stream.concat(Stream.of(vmrun.toAbsolutePath().getParent()), folders.stream()).toList();
        return new VmwareInstallation(vmrun, first(near, platform.executable(DISK_TOOL)),
                platform == Platform.MACOS ? "fusion" : "ws");
    }

    private static Stream<Path> folders(Platform platform) {
        Stream<Path> path = Stream.of(Objects.toString(System.getenv("PATH"), "").split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty()).map(Path::of);
        Stream<Path> own = switch (platform) {
            case MACOS -> MACOS_FOLDERS.stream().map(Path::of);
            case WINDOWS -> WINDOWS_VARIABLES.stream().map(System::getenv).filter(Objects::nonNull)
                    .map(folder -> Path.of(folder, "VMware", "VMware Workstation"));
            case LINUX -> Stream.empty();
        };
        return Stream.concat(path, own);
    }

    private static Path first(List<Path> folders, String program) {
        return folders.stream().flatMap(folder -> executable(folder.resolve(program)).stream()).findFirst()
                .orElseThrow(() -> missing(program));
    }

    private static Optional<Path> executable(Path file) {
        return Files.isRegularFile(file) && Files.isExecutable(file)
                ? Optional.of(file.toAbsolutePath()) : Optional.empty();
    }

    private static MachineException missing(String program) {
        return new MachineException(ErrorCode.DRIVER_NOT_READY, "Looking for VMware Workstation or Fusion",
                "There is no program " + program + ".");
    }
}
