package dev.jmachine.provision;

import dev.jmachine.api.EngineSpec;
import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.RemoteShell;
import dev.jmachine.tls.ServerIdentity;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;

/**
 * Sets the engine of one host up, or puts it back: computes what is to stand there, and brings it into force with one
 * script when that differs from what does.
 */
final class EngineSetup {
    private static final Duration TIMEOUT = Duration.ofMinutes(15);
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final HostLayout layout;
    private final HostFacts facts;
    private final ProgressSink sink;
    private final HostReport report;
    private final EngineService service;
    private final DaemonJson present;
    private final ManagedRecord record;
    private final DaemonJson theirs;

    EngineSetup(HostLayout layout, HostFacts facts, ProgressSink sink) {
        this.layout = layout;
        this.facts = facts;
        this.sink = sink;
        this.report = facts.report();
        this.service = facts.initSystem() == InitSystem.SYSTEMD
                ? new SystemdService(layout, facts) : new OpenRcService(layout, facts);
        this.present = withoutTemporary(parse(report.text("daemon_json")));
        this.record = ManagedRecord.parse(report.text("record"), report.text("daemon_json"));
        this.theirs = record.undo(present);
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

    /** Configure and secure the engine; return whether that changed anything. */
    boolean secure(RemoteShell shell, ProvisionRequest request) {
        requireService();
        EngineConfiguration wanted = new EngineConfiguration(service, theirs, sink);
        wanted.add(request.engine(), inheritedDriver());
        wanted.openPort(address(request), layout.certificates());
        String serviceText = service.text(wanted.arguments(), request.engine().environment()).stripTrailing();
        boolean keep = keepsIdentity(request);
        ServerIdentity identity = keep ? new ServerIdentity(report.text("certificate").strip(), "")
                : request.identity().get();
        String fingerprint = fingerprint(serviceText, asked(request.engine()),
                request.authorityPem().strip(), identity.certificatePem().strip());
        if (keep && isInForce(fingerprint, serviceText, wanted.file())) {
            return false;
        }
        tellOfOtherStore(request);
        boolean enable = report.isYes("disabled");
        ManagedRecord changed = new ManagedRecord(List.of(ManagedKeys.between(theirs, wanted.file())), original(),
                inheritedDriver(), record.enabledAtBoot() || enable);
        HostScript script = script(wanted)
                .set("service_text", serviceText).set("secured", "yes").set("boot", enable ? "enable" : "")
                .set("record", changed.render()).set("record_begun", changed.over(record).render())
                .set("authority", request.authorityPem().strip())
                .set("certificate", identity.certificatePem().strip()).set("server_key", identity.keyPem().strip())
                .set("fingerprint", fingerprint)
                .arguments(EngineArguments.checkable(service.literalArguments()))
                .arguments(EngineArguments.checkable(wanted.arguments()))
                .secret(identity.keyPem());
        request.engine().environment().forEach(variable -> script.secret(variable.replaceFirst("[^=]*=", "")));
        sink.progress("Restarting Docker Engine with its port " + request.enginePort() + " open over TLS");
        run(script, shell, "Configuring Docker Engine");
        return true;
    }

    /** Put the host back as it was; return whether there was anything to undo. */
    boolean clean(RemoteShell shell) {
        boolean touched = report.has("record") || report.has("certificate") || !service.obsolete().isEmpty()
                || !service.text().strip().equals(service.textWithoutUs().strip());
        if (!touched) {
            return false;
        }
        HostScript script = script(new EngineConfiguration(service, theirs, sink))
                .set("service_text", service.textWithoutUs().stripTrailing()).set("secured", "no")
                .set("boot", record.enabledAtBoot() ? "disable" : "").set("record", "")
                .set("record_begun", "").set("authority", "")
                .set("certificate", "").set("server_key", "").set("fingerprint", "");
        sink.progress("Putting Docker Engine back as it was");
        run(script, shell, "Undoing what was done to the host");
        return true;
    }

    /** Another driver than docker-machine's would hide the images that the host has. */
    private String inheritedDriver() {
        return service.obsoleteStorageDriver().isEmpty() ? record.inheritedDriver() : service.obsoleteStorageDriver();
    }

    /** Return what was asked for in the configuration file, whatever its owner has put there beside it. */
    private static String asked(EngineSpec engine) {
        return List.of(engine.labels(), engine.registryMirrors(), engine.insecureRegistries(),
                engine.storageDriver(), engine.options()).toString();
    }

    private void requireService() {
        if (!report.isYes("service")) {
            throw new MachineException(ErrorCode.PROVISIONING_FAILED, "Configuring Docker Engine",
                    "The host has an engine (" + report.value("engine") + ") but no service named \"docker\" that "
                            + "could be configured.");
        }
    }

    private static String address(ProvisionRequest request) {
        boolean version6 = request.names().stream().anyMatch(name -> name.contains(":"));
        return (version6 ? "[::]:" : "0.0.0.0:") + request.enginePort();
    }

    /** What is not known to have come into force as a whole may be a certificate of one attempt with another's key. */
    private boolean keepsIdentity(ProvisionRequest request) {
        return !request.renewIdentity() && report.has("applied")
                && ServerCertificate.serves(report.text("certificate"), request.authorityPem(), request.names());
    }

    private boolean isInForce(String fingerprint, String serviceText, DaemonJson wanted) {
        return facts.engineRunning() && !report.isYes("disabled") && !report.has("live_restore")
                && service.obsolete().isEmpty() && fingerprint.equals(report.value("applied"))
                && serviceText.equals(service.text().stripTrailing()) && wanted.meansTheSameAs(present);
    }

    private void tellOfOtherStore(ProvisionRequest request) {
        if (report.has("certificate")
                && !ServerCertificate.isSigned(report.text("certificate"), request.authorityPem())) {
            sink.notice("The host was secured for another authority before: whoever was let in by that one is not "
                    + "any longer.");
        }
        if (!service.obsolete().isEmpty()) {
            sink.notice("What docker-machine has left on the host is replaced.");
        }
    }

    private HostScript script(EngineConfiguration wanted) {
        boolean live = present.isTrue(DaemonJson.LIVE_RESTORE) || service.names(DaemonJson.LIVE_RESTORE)
                || EngineService.names(service.text(), DaemonJson.LIVE_RESTORE);
        return new HostScript(layout, "apply", "common.sh", service.script(), "apply.sh")
                .set("patience", String.valueOf(PATIENCE.toSeconds()))
                .set("engine", report.value("engine"))
                .set("service_file", service.file()).set("daemon_json", report.value("daemon_json"))
                .set("settings", text(wanted.file()).stripTrailing())
                .set("settings_live", wanted.hasLiveRestore() ? "" : withLiveRestore(wanted.file(), true))
                .set("settings_off", withLiveRestore(wanted.file(), false))
                .set("before_live", live ? "" : withLiveRestore(present, true))
                .set("before_off", withLiveRestore(present, false))
                .set("live_was", present.values().containsKey(DaemonJson.LIVE_RESTORE) ? "false" : "absent")
                .set("obsolete", String.join(" ", service.obsolete())).set("data_root", dataRoot());
    }

    private static String withLiveRestore(DaemonJson configuration, boolean value) {
        return configuration.with(DaemonJson.LIVE_RESTORE, value).render().stripTrailing();
    }

    /** Return the text of a configuration: as its owner wrote it, where it says the same. */
    private String text(DaemonJson configuration) {
        if (configuration.equals(theirs)) {
            return original();
        }
        String text = report.text("daemon_json");
        return configuration.equals(parse(text)) ? text : configuration.render();
    }

    private String original() {
        return theirs.equals(parse(record.original())) ? record.original() : theirs.render();
    }

    private String dataRoot() {
        Object root = theirs.values().get("data-root");
        return root instanceof String path ? path
                : EngineArguments.value(service.literalArguments(), "--data-root", layout.root() + "/var/lib/docker");
    }

    private void run(HostScript script, RemoteShell shell, String activity) {
        script.run(shell, activity, TIMEOUT).lines("notice").forEach(sink::notice);
    }

    private static String fingerprint(String... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String part : List.of(parts)) {
                digest.update(part.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
