package dev.jmachine.hypervisor.image;

import java.nio.file.Path;
import java.util.Optional;

/**
 * An image of the catalogue, as much of it as booting a clone takes.
 *
 * @param name its name in the catalogue
 * @param disk the disk, qcow2; never written to
 * @param kernel the kernel to boot; empty when the disk has a boot loader of its own
 * @param initrd the initial RAM disk that goes with the kernel
 * @param commandLine the kernel's command line; empty without a kernel
 * @param emulationCommandLine what to add to it where the processor is emulated
 * @param cloudInit whether cloud-init takes the machine's seed; otherwise our initrd does
 * @param virtualBytes size of the disk as the guest sees it; a machine's disk is at least as large
 */
public record Image(
        String name,
        Path disk,
        Optional<Path> kernel,
        Optional<Path> initrd,
        String commandLine,
        String emulationCommandLine,
        boolean cloudInit,
        long virtualBytes) {
}
