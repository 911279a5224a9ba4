package dev.jmachine.provision;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What detection found on a host: a picture of one moment. Immutable. */
public final class HostFacts {
    private static final Pattern VERSION = Pattern.compile("version ([^\\s,]+)");

    private final HostReport report;
    private final OsFamily family;

    /** Read a report; refuse a host that cannot be provisioned. */
    HostFacts(HostReport report) {
        this.report = report;
        this.family = OsFamily.of(report.value("os_id"), report.value("os_like"))
                .orElseThrow(() -> unsupported("The host is \"" + operatingSystem() + "\" (ID="
                        + report.value("os_id") + "), which is of no family that is known."));
        if (initSystem() == InitSystem.OTHER) {
            throw unsupported("Services on the host are started by \"" + report.value("init")
                    + "\"; systemd or OpenRC is needed.");
        }
    }

    private static MachineException unsupported(String problem) {
        return new MachineException(ErrorCode.OS_UNSUPPORTED, "Finding out what the host is", problem);
    }

    /** Return what the host calls its operating system, such as "Debian GNU/Linux 12 (bookworm)". */
    public String operatingSystem() {
        return report.value("os_name");
    }

    /** Return whether this very release is one that the project's tests run on. */
    public boolean verified() {
        return family.verifiedReleases().contains(report.value("os_id") + " " + report.value("os_version"));
    }

    /** Return the kernel's name of the machine's architecture, such as {@code x86_64}. */
    public String architecture() {
        return report.value("architecture");
    }

    /** Return what starts services. */
    public InitSystem initSystem() {
        return switch (report.value("init")) {
            case "systemd" -> InitSystem.SYSTEMD;
            case "openrc" -> InitSystem.OPENRC;
            default -> InitSystem.OTHER;
        };
    }

    /**
     * Return the version of the installed engine, such as {@code 26.1.5+dfsg1}; empty when there is none, or when its
     * installation was cut short.
     */
    public Optional<String> engineVersion() {
        if (report.isYes("installing")) {
            return Optional.empty();
        }
        Matcher matcher = VERSION.matcher(report.value("engine_version"));
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /** Return whether the engine runs. */
    public boolean engineRunning() {
        return report.isYes("active");
    }

    OsFamily family() {
        return family;
    }

    HostReport report() {
        return report;
    }

    /** A file of the service's definition. */
    record UnitFile(String path, String text) {
    }

    /** Return the files that define the service, the one that later ones change first. */
    List<UnitFile> unitFiles() {
        List<UnitFile> files = new ArrayList<>();
        for (int i = 0; report.has("unit" + i); i++) {
            files.add(new UnitFile(report.value("unit" + i), report.text("unit" + i)));
        }
        return files;
    }
}
