package dev.jmachine.driver.jclouds.cloudstack;

import dev.jmachine.driver.jclouds.cloudstack.CloudStackSimulator.Refusal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The networks of a simulated cloud: public addresses with their rules, security groups, and all tags. */
final class SimulatedNetwork {
    private static final int ADDRESSES = 6;
    private static final String VM = "virtualmachineid";

    private final Map<String, Map<String, Object>> machines;
    private final Map<String, Map<String, Object>> addresses = new LinkedHashMap<>();
    private final Map<String, Map<String, Object>> rules = new LinkedHashMap<>();
    private final Map<String, Map<String, Object>> groups = new LinkedHashMap<>();
    private final Map<String, List<Map<String, Object>>> tags = new HashMap<>();
    private int quicker;

    SimulatedNetwork(Map<String, Map<String, Object>> machines) {
        this.machines = machines;
        for (int i = 1; i <= ADDRESSES; i++) {
            addresses.put("a-" + i, new HashMap<>(Map.of("id", "a-" + i, "ipaddress", "127.0.8." + i, "state", "Free",
                    "issourcenat", false, "isstaticnat", false, "zoneid", SimulatedCloud.ADVANCED_ZONE)));
        }
        // As a network's router has one from the first machine on, and as users take some by hand.
        take("a-1").put("issourcenat", true);
        take("a-2");
    }

    private Map<String, Object> take(String id) {
        Map<String, Object> address = addresses.get(id);
        address.put("state", "Allocated");
        address.put("allocated", "2026-01-02T03:04:05+0000");
        return address;
    }

    /** Let others be quicker to take the next addresses that are asked for. */
    void othersTake(int howMany) {
        quicker = howMany;
    }

    /** Return the rules at an address, each as {@code firewallrule 22}. */
    List<String> rulesAt(String address) {
        return rules.values().stream().filter(rule -> address.equals(rule.get("ipaddressid")))
                .map(rule -> rule.get("kind") + " " + rule.getOrDefault("startport", rule.get("publicport"))).toList();
    }

    /** Put a rule at an address, as a user does by hand. */
    void putRule(String address, int port) {
        rules.put(address + port, new HashMap<>(Map.of("id", address + port, "kind", "firewallrule",
                "ipaddressid", address, "protocol", "tcp", "startport", port, "endport", port,
                "cidrlist", "198.51.100.0/24", "state", "Active")));
    }

    void removeRules() {
        rules.clear();
    }

    /** Return the virtual machine that an address leads to; empty for none. */
    String leadsTo(String address) {
        return (String) addresses.get(address).getOrDefault(VM, "");
    }

    /** Return the tags of a thing as key=value. */
    List<String> tagsOf(String id) {
        return tags.getOrDefault(id, List.of()).stream().map(tag -> tag.get("key") + "=" + tag.get("value")).toList();
    }

    /** Return what machines have made here: addresses beyond the user's two, rules, groups and tags. */
    Stream<String> all() {
        return Stream.of(
                addresses.values().stream().filter(one -> one.get("state").equals("Allocated"))
                        .filter(one -> !List.of("a-1", "a-2").contains(one.get("id"))).map(one -> "address " + one),
                rules.values().stream().map(rule -> "rule " + rule),
                groups.values().stream().map(group -> "group " + group),
                tags.entrySet().stream().map(tag -> "tag " + tag)).flatMap(found -> found);
    }

    List<Map<String, Object>> networks(String zone) {
        if (zone.equals(SimulatedCloud.BASIC_ZONE)) {
            return List.of(Map.of("id", "n-flat", "name", "flat", "type", "Shared"));
        }
        return List.of(Map.of("id", SimulatedCloud.ISOLATED, "name", "inner", "type", "Isolated"),
                Map.of("id", "n-shared", "name", "shared", "type", "Shared",
                        "service", List.of(Map.of("name", "SecurityGroup"), Map.of("name", "Dhcp"))),
                Map.of("id", "n-plain", "name", "plain", "type", "Shared"),
                Map.of("id", "n-tier", "name", "tier", "type", "Isolated", "vpcid", "v-1"));
    }

    void requireDeployable(Map<String, String> fields) {
        if (fields.get("zoneid").equals(SimulatedCloud.BASIC_ZONE) == fields.containsKey("networkids")) {
            throw new Refusal(431, "Networks are for advanced zones, and needed there.");
        }
        for (String group : fields.getOrDefault("securitygroupids", "").split(",")) {
            if (!group.isEmpty() && !groups.containsKey(group)) {
                throw new Refusal(431, "Unable to find security group by id " + group);
            }
        }
    }

    Map<String, Object> withTags(Map<String, Object> thing) {
        Map<String, Object> whole = new HashMap<>(thing);
        whole.put("tags", tags.getOrDefault(thing.get("id"), List.of()));
        return whole;
    }

    /** Forget what hangs on a virtual machine that is expunged. */
    void forget(String machine) {
        tags.remove(machine);
        rules.values().removeIf(rule -> machine.equals(rule.get(VM)));
        addresses.values().stream().filter(one -> machine.equals(one.get(VM))).forEach(SimulatedNetwork::unlead);
    }

    private static void unlead(Map<String, Object> address) {
        address.put("isstaticnat", false);
        address.remove(VM);
    }

    Map<String, Object> execute(String command, Map<String, String> fields,
            Function<Supplier<Map<String, Object>>, String> jobs) {
        return switch (command) {
            case "listPublicIpAddresses" -> SimulatedCloud.list("publicipaddress", addresses(fields));
            case "associateIpAddress" -> associate(fields, jobs);
            case "disassociateIpAddress" -> later(jobs, () -> release(fields.get("id")));
            case "enableStaticNat" -> lead(fields);
            case "disableStaticNat" -> later(jobs, () -> unlead(address(fields.get("ipaddressid"))));
            case "listFirewallRules" -> SimulatedCloud.list("firewallrule", rules("firewallrule", fields));
            case "createFirewallRule" -> rule("firewallrule", "startport", fields, jobs);
            case "listPortForwardingRules" ->
                SimulatedCloud.list("portforwardingrule", rules("portforwardingrule", fields));
            case "createPortForwardingRule" -> rule("portforwardingrule", "publicport", fields, jobs);
            case "deleteFirewallRule", "deletePortForwardingRule" -> later(jobs, () -> rules.remove(fields.get("id")));
            case "listSecurityGroups" -> SimulatedCloud.list("securitygroup", groups.values().stream()
                    .filter(one -> fields.getOrDefault("securitygroupname", (String) one.get("name"))
                            .equals(one.get("name"))).toList());
            case "createSecurityGroup" -> group(fields.get("name"));
            case "authorizeSecurityGroupIngress" -> authorize(fields, jobs);
            case "deleteSecurityGroup" -> deleteGroup(fields.get("id"));
            case "createTags" -> later(jobs, () -> tag(fields));
            default -> throw new Refusal(432, "The given command:" + command + " does not exist");
        };
    }

    private static Map<String, Object> later(Function<Supplier<Map<String, Object>>, String> jobs, Runnable work) {
        return Map.of("jobid", jobs.apply(() -> {
            work.run();
            return Map.of("success", true);
        }));
    }

    private List<Map<String, Object>> addresses(Map<String, String> fields) {
        boolean all = "false".equals(fields.get("allocatedonly"));
        return addresses.values().stream().filter(one -> all || one.get("state").equals("Allocated"))
                .filter(one -> fields.getOrDefault("ipaddress", (String) one.get("ipaddress"))
                        .equals(one.get("ipaddress"))).map(this::withTags).toList();
    }

    private Map<String, Object> address(String id) {
        if (!addresses.containsKey(id)) {
            throw new Refusal(431, "Unable to find ip address by id " + id);
        }
        return addresses.get(id);
    }

    private Map<String, Object> associate(Map<String, String> fields,
            Function<Supplier<Map<String, Object>>, String> jobs) {
        Map<String, Object> address = addresses.values().stream()
                .filter(one -> one.get("ipaddress").equals(fields.get("ipaddress"))).findFirst().orElseThrow();
        if (quicker > 0) {
            quicker--;
            // Another account has it: it is neither free nor shown.
            addresses.remove(address.get("id"));
        }
        if (!address.get("state").equals("Free") || !addresses.containsValue(address)) {
            throw new Refusal(431, "The IP address " + fields.get("ipaddress") + " is not available");
        }
        String id = (String) address.get("id");
        take(id);
        return Map.of("id", id, "jobid", jobs.apply(() -> Map.of("ipaddress", address)));
    }

    private void release(String id) {
        Map<String, Object> address = address(id);
        address.put("state", "Free");
        address.remove("allocated");
        unlead(address);
        rules.values().removeIf(rule -> id.equals(rule.get("ipaddressid")));
        tags.remove(id);
    }

    private Map<String, Object> lead(Map<String, String> fields) {
        Map<String, Object> address = address(fields.get("ipaddressid"));
        if (!machines.containsKey(fields.get(VM)) || address.get("isstaticnat").equals(true)) {
            throw new Refusal(431, "Failed to enable static nat for the ip");
        }
        address.put("isstaticnat", true);
        address.put(VM, fields.get(VM));
        return Map.of("success", "true");
    }

    private List<Map<String, Object>> rules(String kind, Map<String, String> fields) {
        return rules.values().stream().filter(rule -> rule.get("kind").equals(kind))
                .filter(rule -> rule.get("ipaddressid").equals(fields.get("ipaddressid"))).toList();
    }

    private Map<String, Object> rule(String kind, String port, Map<String, String> fields,
            Function<Supplier<Map<String, Object>>, String> jobs) {
        address(fields.get("ipaddressid"));
        if (rules(kind, fields).stream().anyMatch(rule -> rule.get(port).toString().equals(fields.get(port))
                && rule.getOrDefault("cidrlist", "").equals(fields.getOrDefault("cidrlist", "")))) {
            throw new Refusal(537, "The range specified, " + fields.get(port) + ", conflicts with rule");
        }
        String id = SimulatedCloud.newId();
        Map<String, Object> rule = new HashMap<>(fields);
        rule.putAll(Map.of("id", id, "kind", kind, "state", "Active", "protocol", "tcp"));
        rules.put(id, rule);
        return Map.of("id", id, "jobid", jobs.apply(() -> Map.of(kind, rule)));
    }

    private Map<String, Object> group(String name) {
        if (groups.values().stream().anyMatch(group -> group.get("name").equals(name))) {
            throw new Refusal(431, "Unable to create security group, a group with name " + name + " already exists.");
        }
        String id = SimulatedCloud.newId();
        groups.put(id, new HashMap<>(Map.of("id", id, "name", name, "ingressrule", List.of())));
        return Map.of("securitygroup", groups.get(id));
    }

    private Map<String, Object> authorize(Map<String, String> fields,
            Function<Supplier<Map<String, Object>>, String> jobs) {
        Map<String, Object> group = groups.get(fields.get("securitygroupid"));
        return later(jobs, () -> {
            List<Object> all = new ArrayList<>((List<?>) group.get("ingressrule"));
            for (String network : fields.get("cidrlist").split(",")) {
                all.add(Map.of("ruleid", SimulatedCloud.newId(), "protocol", "tcp", "cidr", network,
                        "startport", Integer.parseInt(fields.get("startport")),
                        "endport", Integer.parseInt(fields.get("endport"))));
            }
            group.put("ingressrule", all);
        });
    }

    private Map<String, Object> deleteGroup(String id) {
        if (machines.values().stream().anyMatch(one -> one.get("securitygroup").toString().contains(id))) {
            throw new Refusal(536, "Cannot delete group when it's in use by virtual machines");
        }
        groups.remove(id);
        return Map.of("success", "true");
    }

    private void tag(Map<String, String> fields) {
        List<Map<String, Object>> all = new ArrayList<>();
        for (int i = 0; fields.containsKey("tags[" + i + "].key"); i++) {
            all.add(Map.of("key", fields.get("tags[" + i + "].key"), "value", fields.get("tags[" + i + "].value"),
                    "resourcetype", fields.get("resourcetype"), "resourceid", fields.get("resourceids")));
        }
        tags.put(fields.get("resourceids"), all);
    }
}
