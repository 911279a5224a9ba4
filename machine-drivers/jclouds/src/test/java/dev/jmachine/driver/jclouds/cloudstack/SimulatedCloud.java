package dev.jmachine.driver.jclouds.cloudstack;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jmachine.driver.jclouds.cloudstack.CloudStackSimulator.Refusal;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What a simulated cloud holds: two zones, networks of every kind, and the virtual machines made in them. */
final class SimulatedCloud {
    static final String ADVANCED_ZONE = "4d1e6ff2-0000-4000-8000-000000000001";
    static final String BASIC_ZONE = "4d1e6ff2-0000-4000-8000-000000000002";
    static final String ISOLATED = "4d1e6ff2-0000-4000-8000-000000000011";

    private final Function<Supplier<Map<String, Object>>, String> jobs;
    private final Function<Supplier<Map<String, Object>>, String> quickJobs;
    private final Map<String, Map<String, Object>> machines = new LinkedHashMap<>();
    private final SimulatedNetwork network = new SimulatedNetwork(machines);
    private boolean mayExpunge = true;
    private boolean full;
    private boolean destroyedBefore;
    private int addresses = 10;

    SimulatedCloud(Function<Supplier<Map<String, Object>>, String> jobs,
            Function<Supplier<Map<String, Object>>, String> quickJobs) {
        this.jobs = jobs;
        this.quickJobs = quickJobs;
    }

    static String newId() {
        return UUID.randomUUID().toString();
    }

    /** Let only administrators expunge from now on, or anyone. */
    void mayExpunge(boolean may) {
        mayExpunge = may;
    }

    /** Have no room for machines from now on. */
    void full(boolean none) {
        full = none;
    }

    /** Have an earlier command, whose answer was lost, be done just before the next one to destroy arrives. */
    void destroyJustBefore() {
        destroyedBefore = true;
    }

    SimulatedNetwork network() {
        return network;
    }

    /** Return the only virtual machine. */
    Map<String, Object> machine() {
        return machines.values().iterator().next();
    }

    /** Forget the virtual machines, as if an administrator had expunged them. */
    void loseMachines() {
        machines.clear();
    }

    /** Return what of machines is there. */
    List<String> all() {
        return Stream.concat(machines.values().stream()
                .map(machine -> machine.get("name") + " " + machine.get("state")), network.all()).toList();
    }

    Map<String, Object> execute(String command, Map<String, String> fields, String method) {
        if (!method.equals("POST") && !command.startsWith("list")) {
            throw new Refusal(430, "The test wants commands by POST: a client may send a GET again.");
        }
        return switch (command) {
            case "listZones" -> list("zone", List.of(
                    Map.of("id", ADVANCED_ZONE, "name", "north", "networktype", "Advanced",
                            "securitygroupsenabled", false, "allocationstate", "Enabled"),
                    Map.of("id", BASIC_ZONE, "name", "flat", "networktype", "Basic",
                            "securitygroupsenabled", true, "allocationstate", "Enabled")));
            case "listTemplates" -> list("template", List.of(Map.of("id", "t-1", "name", "Debian 13",
                    "zoneid", fields.get("zoneid"), "status", "Download Complete", "isready", true)));
            case "listServiceOfferings" -> list("serviceoffering", List.of(
                    Map.of("id", "o-1", "name", "Small"), Map.of("id", "o-2", "name", "Twin"),
                    Map.of("id", "o-3", "name", "Twin")));
            case "listProjects" -> list("project", List.of(Map.of("id", "p-1", "name", "work", "state", "Active")));
            case "listNetworks" -> list("network", network.networks(fields.get("zoneid")));
            case "listVirtualMachines" -> list("virtualmachine", machines.values().stream()
                    .filter(machine -> matches(machine, fields, "id"))
                    .filter(machine -> matches(machine, fields, "name")).map(network::withTags).toList());
            case "deployVirtualMachine" -> deploy(fields);
            case "startVirtualMachine" -> change(fields, "Starting", "Running");
            case "stopVirtualMachine" -> change(fields, "Stopping", "Stopped");
            case "rebootVirtualMachine" -> change(fields, "Running", "Running");
            case "destroyVirtualMachine" -> {
                if (destroyedBefore) {
                    network.forget(fields.get("id"));
                    loseMachines();
                }
                yield destroy(fields);
            }
            default -> network.execute(command, fields, quickJobs);
        };
    }

    static Map<String, Object> list(String key, List<?> all) {
        return all.isEmpty() ? Map.of() : Map.of("count", all.size(), key, all);
    }

    private static boolean matches(Map<String, Object> thing, Map<String, String> fields, String key) {
        return !fields.containsKey(key) || fields.get(key).equals(thing.get(key));
    }

    private Map<String, Object> deploy(Map<String, String> fields) {
        network.requireDeployable(fields);
        String id = newId();
        Map<String, Object> machine = new HashMap<>(Map.of(
                "id", id, "name", fields.get("name"), "displayname", fields.get("displayname"), "state", "Starting",
                "zoneid", fields.get("zoneid"), "templateid", fields.get("templateid"), "cpuused", "0.13%",
                "created", "2026-01-02T03:04:05+0000", "jobstatus", 0));
        machine.put("userdata", new String(Base64.getDecoder().decode(fields.get("userdata")), UTF_8));
        machine.put("rootdisksize", fields.getOrDefault("rootdisksize", ""));
        machine.put("projectid", fields.getOrDefault("projectid", ""));
        machine.put("securitygroup", Stream.of(fields.getOrDefault("securitygroupids", "").split(","))
                .filter(group -> !group.isEmpty()).map(group -> Map.of("id", group)).toList());
        machine.put("nic", List.of(Map.of("id", newId(), "isdefault", true, "ipaddress", "127.0.9." + addresses++,
                "traffictype", "Guest", "type", "Isolated")));
        machines.put(id, machine);
        return Map.of("id", id, "jobid", jobs.apply(() -> {
            machine.put("state", full ? "Error" : "Running");
            if (full) {
                throw new Refusal(533, "Unable to create a deployment for VM[User|" + fields.get("name") + "]");
            }
            return Map.of("virtualmachine", machine);
        }));
    }

    private Map<String, Object> machine(Map<String, String> fields) {
        Map<String, Object> machine = machines.get(fields.get("id"));
        if (machine == null) {
            throw new Refusal(431, "Invalid parameter id value=" + fields.get("id") + ", or entity does not exist");
        }
        return machine;
    }

    private Map<String, Object> change(Map<String, String> fields, String meanwhile, String then) {
        Map<String, Object> machine = machine(fields);
        machine.put("state", meanwhile);
        return Map.of("jobid", jobs.apply(() -> {
            machine.put("state", then);
            return Map.of("virtualmachine", machine);
        }));
    }

    private Map<String, Object> destroy(Map<String, String> fields) {
        Map<String, Object> machine = machine(fields);
        boolean expunge = fields.get("expunge").equals("true");
        return Map.of("jobid", jobs.apply(() -> {
            if (expunge && !mayExpunge) {
                throw new Refusal(531, "Parameter expunge can be passed by Admin only.");
            }
            machine.put("state", "Destroyed");
            if (expunge) {
                machines.remove(fields.get("id"));
                network.forget(fields.get("id"));
            }
            return Map.of("virtualmachine", machine);
        }));
    }
}
