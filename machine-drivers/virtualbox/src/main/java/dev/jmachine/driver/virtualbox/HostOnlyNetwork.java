package dev.jmachine.driver.virtualbox;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A network that the host and the machines share. Machines have the addresses from a hundred behind its beginning on,
 * as docker-machine's DHCP server gives them.
 *
 * @param host the host's address, as a number
 * @param prefixLength length of the prefix
 */
record HostOnlyNetwork(int host, int prefixLength) {
    private static final Pattern FORM = Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})/(\\d{1,2})");
    private static final int FIRST = 99;

    /**
     * Read {@code ADDRESS/LENGTH}.
     *
     * @throws MachineException with {@link ErrorCode#INVALID_ARGUMENT}
     */
    static HostOnlyNetwork parse(String text) {
        Matcher matcher = FORM.matcher(text);
        Settings.require(matcher.matches(), VirtualBoxOptions.HOST_ONLY_CIDR, text, "The form is 192.168.99.1/24.");
        int address = 0;
        for (int part = 1; part <= 4; part++) {
            int value = Integer.parseInt(matcher.group(part));
            Settings.require(value < 256, VirtualBoxOptions.HOST_ONLY_CIDR, text, value + " is no part of an address.");
            address = address << 8 | value;
        }
        int length = Integer.parseInt(matcher.group(5));
        Settings.require(length >= 8 && length <= 24, VirtualBoxOptions.HOST_ONLY_CIDR, text,
                "The prefix is 8 to 24 bits long.");
        return new HostOnlyNetwork(address, length);
    }

    /** Return the host's address. */
    String hostAddress() {
        return text(host);
    }

    /** Return the mask, as an address. */
    String mask() {
        return text(-1 << 32 - prefixLength);
    }

    /**
     * Return the address of a machine.
     *
     * @throws MachineException with {@link ErrorCode#QUOTA} if the network has none for it
     */
    String address(int slot) {
        int network = host & -1 << 32 - prefixLength;
        int number = FIRST + slot;
        // The last one is for all.
        if (number >= (1 << 32 - prefixLength) - 1) {
            throw new MachineException(ErrorCode.QUOTA, "Choosing the machine's address",
                    "The host-only network " + hostAddress() + "/" + prefixLength + " has none left.");
        }
        int address = network + number;
        return text(address == host ? network + FIRST : address);
    }

    private static String text(int address) {
        return (address >>> 24) + "." + (address >>> 16 & 0xff) + "." + (address >>> 8 & 0xff) + "." + (address & 0xff);
    }
}
