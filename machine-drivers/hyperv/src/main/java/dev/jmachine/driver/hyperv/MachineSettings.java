package dev.jmachine.driver.hyperv;

import dev.jmachine.spi.DriverOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/**
 * What a machine is made of.
 *
 * @param image the disk that the machine's stands on
 * @param cpus number of processors
 * @param memory memory in MB
 * @param staticMemory whether the guest has all its memory from the start
 * @param diskSize size of the disk in MB, unless the image's is larger
 * @param hardwareAddress hardware address of the card, twelve hexadecimal digits; empty for one of Hyper-V's choice
 * @param vlan the card's VLAN, 0 for none
 * @param secureBoot whether the firmware boots signed systems only
 */
record MachineSettings(Path image, int cpus, int memory, boolean staticMemory, int diskSize, String hardwareAddress,
        int vlan, boolean secureBoot) {
    /** What a VHDX file begins with, by Microsoft's [MS-VHDX]. */
    private static final String SIGNATURE = "vhdxfile";

    /** Read and check the options. */
    static MachineSettings of(DriverOptions options) {
        require(options.text(HypervOptions.BOOT2DOCKER_URL).isEmpty(), HypervOptions.BOOT2DOCKER_URL,
                "boot2docker has ended; give an image by --" + HypervOptions.IMAGE + ".");
        require(options.text(HypervOptions.SSH_USER).matches("[a-z_][a-z0-9_-]{0,31}"), HypervOptions.SSH_USER,
                "It is not the name of a user.");
        between(options, HypervOptions.SSH_PORT, 1, 65_535);
        between(options, HypervOptions.BOOT_TIMEOUT, 1, 86_400);
        int memory = between(options, HypervOptions.MEMORY, 32, 12_582_912);
        require(memory % 2 == 0, HypervOptions.MEMORY, "Hyper-V takes even numbers only.");
        String secureBoot = options.text(HypervOptions.SECURE_BOOT);
        require(Set.of("on", "off").contains(secureBoot), HypervOptions.SECURE_BOOT, "It is on or off.");
        return new MachineSettings(image(options), between(options, HypervOptions.CPUS, 1, 2048), memory,
                options.flag(HypervOptions.STATIC_MEMORY),
                between(options, HypervOptions.DISK_SIZE, 1, 67_108_864), hardwareAddress(options),
                between(options, HypervOptions.VLAN, 0, 4094), secureBoot.equals("on"));
    }

    private static Path image(DriverOptions options) {
        String given = options.text(HypervOptions.IMAGE);
        require(!given.isEmpty(), HypervOptions.IMAGE, "It must name a VHDX file.");
        Path image = Path.of(given).toAbsolutePath();
        try (InputStream stream = Files.newInputStream(image)) {
            String head = new String(stream.readNBytes(SIGNATURE.length()), StandardCharsets.US_ASCII);
            require(head.equals(SIGNATURE), HypervOptions.IMAGE, image + " is not a VHDX file.");
            return image;
        } catch (IOException e) {
            throw HypervOptions.invalid(HypervOptions.IMAGE, image + " cannot be read: " + e);
        }
    }

    private static String hardwareAddress(DriverOptions options) {
        String digits = options.text(HypervOptions.HARDWARE_ADDRESS).replaceAll("[:-]", "");
        require(digits.matches("(?i)([0-9a-f]{12})?"), HypervOptions.HARDWARE_ADDRESS,
                "It is not a hardware address of twelve hexadecimal digits.");
        return digits;
    }

    private static int between(DriverOptions options, String option, int least, int most) {
        int value = options.number(option);
        require(value >= least && value <= most, option, value + " is not between " + least + " and " + most + ".");
        return value;
    }

    private static void require(boolean holds, String option, String otherwise) {
        if (!holds) {
            throw HypervOptions.invalid(option, otherwise);
        }
    }
}
