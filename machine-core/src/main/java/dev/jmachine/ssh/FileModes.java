package dev.jmachine.ssh;

import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;

/** Turns permissions into mode bits and back. The constants stand in the order of the bits, highest first. */
final class FileModes {
    private static final int HIGHEST_BIT = 8;

    private FileModes() {}

    static int toBits(Set<PosixFilePermission> permissions) {
        int bits = 0;
        for (PosixFilePermission permission : permissions) {
            bits |= 1 << (HIGHEST_BIT - permission.ordinal());
        }
        return bits;
    }

    static Set<PosixFilePermission> fromBits(int bits) {
        Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
        for (PosixFilePermission permission : PosixFilePermission.values()) {
            if ((bits & 1 << (HIGHEST_BIT - permission.ordinal())) != 0) {
                permissions.add(permission);
            }
        }
        return permissions;
    }
}
