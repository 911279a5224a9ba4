package dev.jmachine.provision;

import dev.jmachine.api.RemoteShell;
import dev.jmachine.spi.ProgressSink;
import java.time.Duration;

/** Upgrades the engine of a host by the package that it came in. */
final class EngineUpgrade {
    private static final String ACTIVITY = "Upgrading Docker Engine";
    /** As for an installation; the old engine is packed, too. */
    private static final Duration TIMEOUT = Duration.ofMinutes(40);
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final HostLayout layout;
    private final HostFacts facts;
    private final ProgressSink sink;

    EngineUpgrade(HostLayout layout, HostFacts facts, ProgressSink sink) {
        this.layout = layout;
        this.facts = facts;
        this.sink = sink;
    }

    HostFacts run(RemoteShell shell, String version) {
        HostReport before = facts.report();
        HostScript script = new HostScript(layout, "upgrade", "common.sh", facts.family().packageScript(),
                new HostConfiguration(layout, facts).service().script(), "versions.sh", "detect.sh", "upgrade.sh")
                .set("engine", before.value("engine"))
                .set("version", EngineInstaller.checkedVersion(version, ACTIVITY))
                .set("settings", before.value("daemon_json"))
                .set("patience", String.valueOf(PATIENCE.toSeconds()));
        sink.progress("Looking for a newer Docker Engine than " + facts.engineVersion().orElse("the one there"));
        HostReport report = script.run(shell, ACTIVITY, TIMEOUT, sink);
        report.lines("notice").forEach(sink::notice);
        sink.notice(sentence(report));
        return new HostFacts(report);
    }

    private static String sentence(HostReport report) {
        String name = "Docker Engine (" + report.value("package") + ")";
        String now = report.value("package_now");
        return report.isYes("upgraded")
                ? name + " was upgraded from " + report.value("package_before") + " to " + now + "."
                : name + " stays " + now + ": nothing newer is to be had.";
    }
}
