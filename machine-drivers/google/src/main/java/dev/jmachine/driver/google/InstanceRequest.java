package dev.jmachine.driver.google;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Writes the request that makes an instance.
 *
 * @param name the instance's name
 * @param project its project
 * @param settings what is asked for
 * @param labels the labels of all that is made
 */
record InstanceRequest(String name, String project, InstanceSettings settings, Map<String, String> labels) {

    Map<String, Object> of(String firewallTag, String userData, String address, boolean diskIsThere) {
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("name", name);
        request.put("machineType", "zones/" + settings.zone() + "/machineTypes/" + settings.text("MachineType"));
        request.put("labels", labels);
        request.put("tags", Map.of("items",
                Stream.concat(Stream.of(firewallTag), settings.list("Tags").stream()).toList()));
        request.put("metadata", Map.of("items", List.of(Map.of("key", "user-data", "value", userData))));
        request.put("disks", List.of(disk(diskIsThere)));
        request.put("networkInterfaces", List.of(card(address)));
        if (settings.flag("Preemptible")) {
            request.put("scheduling", Map.of("preemptible", true, "automaticRestart", false));
        }
        if (!settings.text("ServiceAccount").isEmpty()) {
            request.put("serviceAccounts", List.of(
                    Map.of("email", settings.text("ServiceAccount"), "scopes", settings.list("Scopes"))));
        }
        return request;
    }

    static String diskName(String instance) {
        return instance + "-disk";
    }

    private Map<String, Object> disk(boolean there) {
        Map<String, Object> disk = new LinkedHashMap<>(Map.of("boot", true, "autoDelete", true, "mode", "READ_WRITE"));
        String zone = "zones/" + settings.zone() + "/";
        if (there) {
            disk.put("source", "projects/" + project + "/" + zone + "disks/" + diskName(name));
        } else {
            disk.put("initializeParams", Map.of("diskName", diskName(name), "sourceImage", settings.image(),
                    "diskSizeGb", settings.diskSize(), "labels", labels,
                    "diskType", zone + "diskTypes/" + settings.text("DiskType")));
        }
        return disk;
    }

    private Map<String, Object> card(String address) {
        Map<String, Object> card = new LinkedHashMap<>(Map.of("network", network()));
        String subnetwork = settings.text("Subnetwork");
        if (!subnetwork.isEmpty()) {
            card.put("subnetwork", subnetwork.contains("/") ? subnetwork : "projects/" + project + "/regions/"
                    + InstanceSettings.region(settings.zone()) + "/subnetworks/" + subnetwork);
        }
        if (!settings.flag("UseInternalIPOnly")) {
            Map<String, Object> access = new LinkedHashMap<>(Map.of("type", "ONE_TO_ONE_NAT", "name", "External NAT"));
            if (!address.isEmpty()) {
                access.put("natIP", address);
            }
            card.put("accessConfigs", List.of(access));
        }
        return card;
    }

    /** Return the network's path. */
    String network() {
        String network = settings.text("Network");
        return network.contains("/") ? network : "projects/" + project + "/global/networks/" + network;
    }
}
