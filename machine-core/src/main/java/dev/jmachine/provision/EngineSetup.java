package dev.jmachine.provision;

import dev.jmachine.api.EngineSpec;
import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.RemoteShell;
import dev.jmachine.spi.ProgressSink;
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
    private final HostConfiguration host;
    private final EngineService service;

    EngineSetup(HostLayout layout, HostFacts facts, ProgressSink sink) {
        this.layout = layout;
        this.facts = facts;
        this.sink = sink;
        this.report = facts.report();
        this.host = new HostConfiguration(layout, facts);
        this.service = host.service();
    }

    /** Configure and secure the engine; return whether that changed anything. */
    boolean secure(RemoteShell shell, ProvisionRequest request) {
        requireService();
        EngineConfiguration wanted = new EngineConfiguration(service, host.owners());
        wanted.add(request.engine(), host.inheritedDriver());
        wanted.openPort(address(request), layout.certificates());
        String serviceText = service.text(wanted.arguments(), request.engine().environment()).stripTrailing();
        boolean keep = keepsIdentity(request);
        ServerIdentity identity = keep ? new ServerIdentity(report.text("certificate"), "") : request.identity().get();
        String fingerprint = fingerprint(serviceText, asked(request.engine()), request.authorityPem().strip(),
                identity.certificatePem().strip());
        if (keep && isInForce(fingerprint, serviceText, wanted.file())) {
            return false;
        }
        wanted.notices().forEach(sink::notice);
        tellOfOthers(request);
        HostScript script = script(wanted, serviceText).set("secured", "yes").set("fingerprint", fingerprint)
                .arguments(EngineArguments.checkable(service.literalArguments()))
                .arguments(EngineArguments.checkable(wanted.arguments()));
        setRecord(script, wanted.file());
        setIdentity(script, request.authorityPem(), identity);
        request.engine().environment().forEach(variable -> script.secret(variable.replaceFirst("[^=]*=", "")));
        sink.progress("Restarting Docker Engine with its port " + request.enginePort() + " open over TLS");
        run(script, shell, "Configuring Docker Engine");
        return true;
    }

    /** Put the host back as it was; return whether there was anything to undo. */
    boolean clean(RemoteShell shell) {
        if (!host.isTouched()) {
            return false;
        }
        EngineConfiguration owners = new EngineConfiguration(service, host.owners());
        HostScript script = script(owners, service.textWithoutUs().stripTrailing())
                .set("secured", "no").set("fingerprint", "").set("record", "").set("record_begun", "")
                .set("boot", host.record().enabledAtBoot() ? "disable" : "");
        setIdentity(script, "", new ServerIdentity("", ""));
        sink.progress("Putting Docker Engine back as it was");
        run(script, shell, "Undoing what was done to the host");
        return true;
    }

    private void requireService() {
        if (!report.isYes("service") || service.ownArguments().isBlank()
                && facts.initSystem() == InitSystem.SYSTEMD) {
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
                && serviceText.equals(service.text().stripTrailing()) && wanted.meansTheSameAs(host.present());
    }

    /** Return what was asked for in the configuration file, whatever its owner has put there beside it. */
    private static String asked(EngineSpec engine) {
        return List.of(engine.labels(), engine.registryMirrors(), engine.insecureRegistries(),
                engine.storageDriver(), engine.options()).toString();
    }

    private void tellOfOthers(ProvisionRequest request) {
        if (report.has("certificate")
                && !ServerCertificate.isSigned(report.text("certificate"), request.authorityPem())) {
            sink.notice("The host was secured for another authority before: whoever was let in by that one is not "
                    + "any longer.");
        }
        if (!service.obsolete().isEmpty()) {
            sink.notice("What docker-machine has left on the host is replaced.");
        }
    }

    /** Return the script with all parameters that setting up and putting back have in common. */
    private HostScript script(EngineConfiguration wanted, String serviceText) {
        return new HostScript(layout, "apply", "common.sh", service.script(), "apply.sh")
                .set("patience", String.valueOf(PATIENCE.toSeconds())).set("engine", report.value("engine"))
                .set("service_file", service.file()).set("service_text", serviceText)
                .set("daemon_json", report.value("daemon_json"))
                .set("settings", host.textOf(wanted.file()).stripTrailing())
                .set("settings_live", wanted.hasLiveRestore() ? "" : withLiveRestore(wanted.file(), true))
                .set("settings_off", withLiveRestore(wanted.file(), false))
                .set("before_live", host.hasLiveRestore() ? "" : withLiveRestore(host.present(), true))
                .set("before_off", withLiveRestore(host.present(), false))
                .set("live_was", host.present().values().containsKey(DaemonJson.LIVE_RESTORE) ? "false" : "absent")
                .set("obsolete", String.join(" ", service.obsolete())).set("data_root", host.dataRoot());
    }

    private static String withLiveRestore(DaemonJson configuration, boolean value) {
        return configuration.with(DaemonJson.LIVE_RESTORE, value).render().stripTrailing();
    }

    private void setRecord(HostScript script, DaemonJson wanted) {
        boolean enable = report.isYes("disabled");
        ManagedRecord record = new ManagedRecord(List.of(ManagedKeys.between(host.owners(), wanted)),
                host.ownersText(), host.inheritedDriver(), host.record().enabledAtBoot() || enable);
        script.set("boot", enable ? "enable" : "").set("record", record.render())
                .set("record_begun", record.over(host.record()).render());
    }

    private static void setIdentity(HostScript script, String authorityPem, ServerIdentity identity) {
        script.set("authority", authorityPem.strip()).set("certificate", identity.certificatePem().strip())
                .set("server_key", identity.keyPem().strip()).secret(identity.keyPem());
    }

    private void run(HostScript script, RemoteShell shell, String activity) {
        script.run(shell, activity, TIMEOUT).lines("notice").forEach(sink::notice);
    }

    private static String fingerprint(String... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String part : parts) {
                digest.update(part.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
