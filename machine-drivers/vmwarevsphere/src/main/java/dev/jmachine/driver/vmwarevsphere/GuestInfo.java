package dev.jmachine.driver.vmwarevsphere;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.jmachine.cloud.UserData;
import dev.jmachine.driver.vmwarevsphere.vim.VimElement;
import dev.jmachine.spi.DriverContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * What is handed over to the guest before its first boot: settings that cloud-init's data source VMware reads through
 * VMware Tools, https://cloudinit.readthedocs.io/en/latest/reference/datasources/vmware.html
 */
final class GuestInfo {
    private final DriverContext context;

    GuestInfo(DriverContext context) {
        this.context = context;
    }

    /**
     * Check what the user wants to hand over.
     *
     * @throws dev.jmachine.api.MachineException with {@link dev.jmachine.api.ErrorCode#INVALID_ARGUMENT}
     */
    void check() {
        ownUserData();
        ownSettings();
    }

    /** Return the settings of the virtual machine, for its {@code extraConfig}. */
    List<VimElement> settings() {
        List<VimElement> settings = new ArrayList<>();
        add(settings, "guestinfo.metadata", metadata());
        add(settings, "guestinfo.userdata",
                UserData.of(context, context.options().text(VsphereOptions.SSH_USER), ownUserData()));
        settings.addAll(ownSettings());
        return settings;
    }

    private static void add(List<VimElement> settings, String key, String text) {
        String encoded = Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        settings.add(VimElement.option("extraConfig", key, encoded));
        settings.add(VimElement.option("extraConfig", key + ".encoding", "base64"));
    }

    /** User data holds the private host key, so cloud-init is told to clear it as soon as it has read it. */
    private String metadata() {
        try {
            return JSON.std.asString(Map.of("instance-id", context.machineId(),
                    "local-hostname", context.machineName(), "cleanup-guestinfo", List.of("userdata")));
        } catch (IOException e) {
            // Nothing but memory is written to.
            throw new UncheckedIOException(e);
        }
    }

    private String ownUserData() {
        String given = context.options().text(VsphereOptions.CLOUD_INIT);
        if (given.isEmpty()) {
            return "";
        }
        if (given.matches("https?://.*")) {
            return "#include\n" + given + "\n";
        }
        try {
            return Files.readString(Path.of(given));
        } catch (IOException e) {
            throw VsphereOptions.invalid(VsphereOptions.CLOUD_INIT, given + " cannot be read: " + e);
        }
    }

    private List<VimElement> ownSettings() {
        return context.options().list(VsphereOptions.CONFIGURATION).stream().map(GuestInfo::setting).toList();
    }

    private static VimElement setting(String given) {
        int equals = given.indexOf('=');
        if (equals < 1) {
            throw VsphereOptions.invalid(VsphereOptions.CONFIGURATION,
                    "\"" + given + "\" is not of the form KEY=VALUE.");
        }
        return VimElement.option("extraConfig", given.substring(0, equals), given.substring(equals + 1));
    }
}
