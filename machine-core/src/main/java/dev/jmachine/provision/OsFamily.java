package dev.jmachine.provision;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Operating systems that have their package tool and their names of packages in common. */
enum OsFamily {
    /** Debian, Ubuntu and their kin: apt, {@code docker.io}. */
    DEBIAN("debian.sh", Set.of("debian 12", "debian 13"), "debian", "ubuntu", "raspbian", "linuxmint"),
    /** Fedora, Red Hat Enterprise Linux and its rebuilds, Amazon Linux: dnf or yum. */
    RED_HAT("redhat.sh", Set.of(), "rhel", "fedora", "centos", "rocky", "almalinux", "ol", "amzn"),
    /** openSUSE and SUSE Linux Enterprise: zypper. */
    SUSE("suse.sh", Set.of(), "suse", "opensuse", "sles"),
    /** Arch Linux: pacman. */
    ARCH("arch.sh", Set.of(), "arch", "manjaro"),
    /** Alpine Linux: apk. */
    ALPINE("alpine.sh", Set.of(), "alpine");

    private final String packageScript;
    private final Set<String> verifiedReleases;
    private final List<String> ids;

    OsFamily(String packageScript, Set<String> verifiedReleases, String... ids) {
        this.packageScript = packageScript;
        this.verifiedReleases = verifiedReleases;
        this.ids = List.of(ids);
    }

    /**
     * Find the family of an operating system.
     *
     * @param id the {@code ID} of os-release
     * @param like its {@code ID_LIKE}: ids of kin, nearest first
     */
    static Optional<OsFamily> of(String id, String like) {
        return Stream.concat(Stream.of(id), Stream.of(like.split(" ")))
                .flatMap(name -> Arrays.stream(values()).filter(family -> family.ids.contains(name)))
                .findFirst();
    }

    /** Return the script file with the functions of the package tool. */
    String packageScript() {
        return packageScript;
    }

    /**
     * Return the releases that this code is really run on by its tests, as {@code ID VERSION_ID}. For all others it is
     * written from their documentation.
     */
    Set<String> verifiedReleases() {
        return verifiedReleases;
    }
}
