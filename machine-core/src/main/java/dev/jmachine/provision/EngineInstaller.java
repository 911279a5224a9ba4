package dev.jmachine.provision;

import dev.jmachine.api.EngineInstall;
import dev.jmachine.api.EngineSpec;
import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.RemoteShell;
import dev.jmachine.spi.ProgressSink;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;

/** Brings Docker Engine onto a host that has none. */
final class EngineInstaller {
    private static final String ACTIVITY = "Installing Docker Engine";
    private static final String OFFICIAL_SCRIPT = "https://get.docker.com";
    /** Packages are fetched and unpacked meanwhile, on an emulated guest at a tenth of the usual speed. */
    private static final Duration TIMEOUT = Duration.ofMinutes(40);

    private final HostLayout layout;
    private final RemoteShell shell;
    private final ProgressSink sink;

    EngineInstaller(HostLayout layout, RemoteShell shell, ProgressSink sink) {
        this.layout = layout;
        this.shell = shell;
        this.sink = sink;
    }

    HostFacts install(HostFacts facts, EngineSpec engine) {
        EngineInstall install = engine.install();
        if (install.mode() == EngineInstall.Mode.NONE) {
            throw new MachineException(ErrorCode.ENGINE_INSTALL_FAILED, ACTIVITY,
                    "The host has no Docker Engine, and none is to be installed.");
        }
        tell(install, facts);
        HostScript script = new HostScript(layout, "install", "common.sh", facts.family().packageScript(),
                "versions.sh", "detect.sh", "install.sh")
                .set("mode", install.mode().name().toLowerCase(Locale.ROOT))
                .set("version", checkedVersion(engine.version(), ACTIVITY));
        setSource(script, install);
        HostReport report = script.run(shell, ACTIVITY, TIMEOUT, sink);
        report.lines("notice").forEach(sink::notice);
        return new HostFacts(report);
    }

    private void tell(EngineInstall install, HostFacts facts) {
        sink.progress("Installing Docker Engine on " + facts.operatingSystem());
        if (install.mode() == EngineInstall.Mode.URL && install.checksum().isEmpty()) {
            sink.notice("The install script of " + install.url() + " is run without a checksum to verify it by.");
        } else if (install.mode() == EngineInstall.Mode.PACKAGE) {
            sink.notice("Docker Engine is installed from the distribution's own package.");
        }
    }

    /** Return a version; refuse what cannot be one. */
    static String checkedVersion(String version, String activity) {
        if (!version.matches("[A-Za-z0-9.:+~_-]*")) {
            throw new MachineException(ErrorCode.INVALID_ARGUMENT, activity,
                    "\"" + version + "\" is no version of an engine.");
        }
        return version;
    }

    private static void setSource(HostScript script, EngineInstall install) {
        String url = install.url().isEmpty() ? OFFICIAL_SCRIPT : install.url();
        script.set("url", url).set("host", host(url)).set("checksum", checkedChecksum(install.checksum()));
    }

    private static String host(String url) {
        try {
            String host = URI.create(url).getHost();
            if (host != null && url.matches("https?://.*")) {
                return host;
            }
        } catch (IllegalArgumentException e) {
            throw notUrl(url, e);
        }
        throw notUrl(url, null);
    }

    private static MachineException notUrl(String url, Exception cause) {
        return new MachineException(ErrorCode.INVALID_ARGUMENT, ACTIVITY,
                "\"" + url + "\" is no URL of an install script.", cause);
    }

    private static String checkedChecksum(String checksum) {
        if (checksum.isEmpty()) {
            return "";
        }
        if (!checksum.matches("sha256:[0-9a-fA-F]{64}")) {
            throw new MachineException(ErrorCode.INVALID_ARGUMENT, ACTIVITY,
                    "\"" + checksum + "\" is no checksum; it must be sha256: and 64 hexadecimal digits.");
        }
        return checksum.substring(checksum.indexOf(':') + 1).toLowerCase(Locale.ROOT);
    }
}
