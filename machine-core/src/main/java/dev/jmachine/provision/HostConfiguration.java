package dev.jmachine.provision;

/** The engine's configuration as it stands on a host: what its owner has put there, and what we have. Immutable. */
final class HostConfiguration {
    private final HostLayout layout;
    private final HostReport report;
    private final EngineService service;
    private final DaemonJson present;
    private final ManagedRecord record;
    private final DaemonJson owners;

    HostConfiguration(HostLayout layout, HostFacts facts) {
        this.layout = layout;
        this.report = facts.report();
        this.service = facts.initSystem() == InitSystem.SYSTEMD
                ? new SystemdService(layout, facts) : new OpenRcService(layout, facts);
        this.present = withoutTemporary(parse(report.text("daemon_json")));
        this.record = ManagedRecord.parse(report.text("record"), report.text("daemon_json"));
        this.owners = record.undo(present);
    }

    private DaemonJson parse(String text) {
        return DaemonJson.parse(text, report.value("daemon_json"));
    }

    /** Take out what an attempt that was cut short has switched on for the time of a restart. */
    private DaemonJson withoutTemporary(DaemonJson configuration) {
        return switch (report.text("live_restore").strip()) {
            case "absent" -> configuration.without(DaemonJson.LIVE_RESTORE);
            case "false" -> configuration.with(DaemonJson.LIVE_RESTORE, false);
            default -> configuration;
        };
    }

    EngineService service() {
        return service;
    }

    /** Return the configuration file as it stands. */
    DaemonJson present() {
        return present;
    }

    /** Return the configuration file without our changes. */
    DaemonJson owners() {
        return owners;
    }

    /** Return what was changed before. */
    ManagedRecord record() {
        return record;
    }

    /** Return the text of {@link #owners()}: as its owner wrote it, save where he has changed it since. */
    String ownersText() {
        return owners.equals(parse(record.original())) ? record.original() : owners.render();
    }

    /** Return the text for a configuration file, in its present form where that says the same. */
    String textOf(DaemonJson configuration) {
        String text = report.text("daemon_json");
        if (configuration.equals(owners)) {
            return ownersText();
        }
        return configuration.equals(parse(text)) ? text : configuration.render();
    }

    /** Return whether anything of ours, or of docker-machine's, stands on the host. */
    boolean isTouched() {
        return report.has("record") || report.has("certificate") || !service.obsolete().isEmpty()
                || !service.text().strip().equals(service.textWithoutUs().strip());
    }

    /** Return whether containers would outlive a restart of the engine as it runs now. */
    boolean hasLiveRestore() {
        return present.isTrue(DaemonJson.LIVE_RESTORE) || service.names(DaemonJson.LIVE_RESTORE)
                || EngineService.names(service.text(), DaemonJson.LIVE_RESTORE);
    }

    /**
     * Return the storage driver that docker-machine has chosen on this host, now or before it was taken over; empty
     * when it has not. Another one would hide the images that the host has.
     */
    String inheritedDriver() {
        return service.obsoleteStorageDriver().isEmpty() ? record.inheritedDriver() : service.obsoleteStorageDriver();
    }

    /** Return the folder of the engine's data. */
    String dataRoot() {
        return owners.values().get("data-root") instanceof String path ? path
                : EngineArguments.value(service.literalArguments(), "--data-root", layout.root() + "/var/lib/docker");
    }
}
