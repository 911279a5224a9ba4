package dev.jmachine.hypervisor;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes the seed of distributions' cloud images: a disk labelled {@code cidata} for cloud-init's data source NoCloud.
 *
 * <p>The texts are JSON, which is YAML too and needs no care with what is in the values. The network's configuration is
 * of version 2, with names set, because some of cloud-init's renderers go by the name alone.
 */
public final class CloudInitSeed {

    private CloudInitSeed() {
    }

    /** Return the disk, an ISO 9660 image. It holds the private host key. */
    public static byte[] of(Handover handover) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("meta-data", json("", Map.of(
                "instance-id", handover.machineId(), "local-hostname", handover.machineName())));
        if (!handover.network().equals(Handover.Network.AUTOMATIC)) {
            files.put("network-config", json("", network(handover)));
        }
        files.put("user-data", json("#cloud-config\n", user(handover)));
        return IsoImage.of("cidata", files);
    }

    private static Map<String, Object> user(Handover handover) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("hostname", handover.machineName());
        // The distribution's default user by another name: shell and groups stay as the distribution has them.
        data.put("user", Map.of("name", handover.user(), "sudo", "ALL=(ALL) NOPASSWD:ALL", "lock_passwd", true));
        data.put("ssh_authorized_keys", List.of(handover.authorizedKey().strip()));
        data.put("ssh_pwauth", false);
        data.put("ssh_deletekeys", true);
        data.put("ssh_genkeytypes", List.of("ed25519"));
        data.put("ssh_keys", Map.of(
                "ed25519_private", handover.hostKey().privateKey(),
                "ed25519_public", handover.hostKey().publicKey()));
        data.put("growpart", Map.of("mode", "auto", "devices", List.of("/")));
        return data;
    }

    private static Map<String, Object> network(Handover handover) {
        Map<String, Object> outward = Map.of(
                "match", Map.of("macaddress", handover.network().outwardHardwareAddress()), "set-name", "eth0",
                "dhcp4", true, "dhcp6", false);
        Map<String, Object> shared = Map.of(
                "match", Map.of("macaddress", handover.network().sharedHardwareAddress()), "set-name", "eth1",
                "dhcp4", false, "dhcp6", false, "optional", true,
                "addresses", List.of(handover.network().sharedAddress()));
        return Map.of("version", 2, "ethernets", Map.of("eth0", outward, "eth1", shared));
    }

    private static byte[] json(String heading, Map<String, Object> values) {
        try {
            return (heading + JSON.std.asString(values) + "\n").getBytes(StandardCharsets.UTF_8);
        } catch (IOException e) {
            // Nothing but memory is written to.
            throw new UncheckedIOException(e);
        }
    }
}
