package dev.jmachine.driver.amazonec2;

import java.util.regex.Pattern;

/** Ranges of addresses in CIDR form, such as {@code 192.0.2.0/24}. */
final class AddressRange {
    private static final Pattern IPV4 = Pattern.compile("(\\d{1,3}\\.){3}\\d{1,3}(/([12]?\\d|3[0-2]))?");
    private static final Pattern IPV6 =
            Pattern.compile("(?=.*:)[0-9a-fA-F:]{2,39}(/(\\d{1,2}|1[01]\\d|12[0-8]))?");

    private AddressRange() {
    }

    /** Return whether a text looks like an address or a range; no name is looked up. */
    static boolean valid(String text) {
        return IPV4.matcher(text).matches() || IPV6.matcher(text).matches();
    }

    /** Return a range, that of one address when no length is given. */
    static String of(String addressOrRange) {
        if (addressOrRange.contains("/")) {
            return addressOrRange;
        }
        return addressOrRange + (isIpv6(addressOrRange) ? "/128" : "/32");
    }

    static boolean isIpv6(String range) {
        return range.contains(":");
    }
}
