package dev.jmachine.driver.jclouds.cloudstack;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.driver.jclouds.Settings;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jclouds.cloudstack.domain.NetworkType;
import org.jclouds.cloudstack.domain.Project;
import org.jclouds.cloudstack.domain.ServiceOffering;
import org.jclouds.cloudstack.domain.Template;
import org.jclouds.cloudstack.domain.TemplateFilter;
import org.jclouds.cloudstack.domain.Zone;
import org.jclouds.cloudstack.options.ListProjectsOptions;
import org.jclouds.cloudstack.options.ListTemplatesOptions;

/** Finds the ids of what the options name. What is not there is told, with what there is. For one thread. */
final class Catalog {
    private static final int MOST_NAMES_TOLD = 30;

    /** What is chosen by one name or one id. */
    enum Kind {
        PROJECT("project", "Project", CloudStackOptions.PROJECT, false),
        ZONE("zone", "Zone", CloudStackOptions.ZONE, true),
        TEMPLATE("template", "Template", CloudStackOptions.TEMPLATE, true),
        OFFERING("service offering", "ServiceOffering", CloudStackOptions.SERVICE_OFFERING, true);

        private final String words;
        private final String key;
        private final String option;
        private final boolean required;

        Kind(String words, String key, String option, boolean required) {
            this.words = words;
            this.key = key;
            this.option = option;
            this.required = required;
        }

        String words() {
            return words;
        }

        String nameKey() {
            return key;
        }

        String idKey() {
            return key + "ID";
        }

        String nameOption() {
            return option;
        }

        String idOption() {
            return option + "-id";
        }

        boolean required() {
            return required;
        }
    }

    private final Account account;
    private final Settings settings;
    private final Map<Kind, String> found = new EnumMap<>(Kind.class);
    private Set<Zone> zones;

    Catalog(Account account, Settings settings) {
        this.account = account;
        this.settings = settings;
    }

    /** Return the id of what the options name; empty when they name none. */
    String id(Kind kind) {
        String id = settings.text(kind.idKey());
        return id.isEmpty() ? found.computeIfAbsent(kind, this::look) : id;
    }

    /** Return all ids under their keys in the state. */
    Map<String, Object> ids() {
        Map<String, Object> ids = new HashMap<>();
        for (Kind kind : Kind.values()) {
            ids.put(kind.idKey(), id(kind));
        }
        return ids;
    }

    /** Return the project as a parameter of a command. */
    Map<String, String> project() {
        String project = id(Kind.PROJECT);
        return project.isEmpty() ? Map.of() : Map.of("projectid", project);
    }

    /** Check that what the options name is there. */
    void check() {
        for (Kind kind : Kind.values()) {
            look(kind);
        }
        networks();
    }

    /** Return whether the zone has no networks of accounts, but one for all. */
    boolean isBasicZone() {
        String zone = id(Kind.ZONE);
        return zones().stream().anyMatch(
                one -> one.getId().equals(zone) && one.getNetworkType() == NetworkType.BASIC);
    }

    /** Return the networks named, else the only one that there is; none in a basic zone. */
    List<GuestNetwork> networks() {
        List<String> ids = settings.list(CloudStackSettings.NETWORK_IDS);
        List<String> wanted = ids.isEmpty() ? settings.list(CloudStackSettings.NETWORKS) : ids;
        if (isBasicZone()) {
            CloudStackSettings.refuse(!wanted.isEmpty(), CloudStackOptions.NETWORK,
                    "The zone is a basic one: it has one network for all machines.");
            return List.of();
        }
        List<GuestNetwork> all = guestNetworks();
        if (wanted.isEmpty()) {
            return List.of(only(all));
        }
        Map<String, GuestNetwork> byId = new LinkedHashMap<>();
        all.forEach(network -> byId.put(network.id(), network));
        Map<String, String> names = names(all, GuestNetwork::id, GuestNetwork::name);
        return wanted.stream().map(one -> byId.get(match("network", one, names))).toList();
    }

    private List<GuestNetwork> guestNetworks() {
        Map<String, String> parameters = new HashMap<>(project());
        parameters.put("zoneid", id(Kind.ZONE));
        parameters.put("listall", "true");
        return account.send("Asking for the networks", "listNetworks", parameters).each("network").stream()
                .map(GuestNetwork::read).toList();
    }

    private static GuestNetwork only(List<GuestNetwork> all) {
        if (all.size() == 1) {
            return all.get(0);
        }
        throw new MachineException(ErrorCode.INVALID_ARGUMENT, "Looking for the network",
                "The zone has " + (all.isEmpty() ? "none" : "several: give one as --" + CloudStackOptions.NETWORK
                        + ". There are: " + String.join(", ", all.stream().map(GuestNetwork::name).toList())) + ".");
    }

    private String look(Kind kind) {
        String id = settings.text(kind.idKey());
        String wanted = id.isEmpty() ? settings.text(kind.nameKey()) : id;
        return wanted.isEmpty() ? "" : match(kind.words(), wanted, all(kind));
    }

    private Map<String, String> all(Kind kind) {
        return switch (kind) {
            case PROJECT -> names(account.calls().get("Asking for the projects", () -> account.api().getProjectApi()
                    .listProjects(new ListProjectsOptions())), Project::getId, Project::getName);
            case ZONE -> names(zones(), Zone::getId, Zone::getName);
            case TEMPLATE -> names(templates(), Template::getId, Template::getName);
            case OFFERING -> names(account.calls().get("Asking for the service offerings",
                    () -> account.api().getOfferingApi().listServiceOfferings()),
                    ServiceOffering::getId, ServiceOffering::getName);
        };
    }

    private Iterable<Template> templates() {
        ListTemplatesOptions options =
                new ListTemplatesOptions().filter(TemplateFilter.EXECUTABLE).zoneId(id(Kind.ZONE));
        if (!id(Kind.PROJECT).isEmpty()) {
            options.projectId(id(Kind.PROJECT));
        }
        return account.calls().get("Asking for the templates",
                () -> account.api().getTemplateApi().listTemplates(options));
    }

    private Set<Zone> zones() {
        if (zones == null) {
            zones = account.calls().get("Asking for the zones", () -> account.api().getZoneApi().listZones());
        }
        return zones;
    }

    private static <T> Map<String, String> names(
            Iterable<T> all, Function<T, String> id, Function<T, String> name) {
        Map<String, String> names = new LinkedHashMap<>();
        all.forEach(one -> names.put(id.apply(one), name.apply(one)));
        return names;
    }

    /** Return the id of what has a name, or that id. */
    private static String match(String words, String wanted, Map<String, String> names) {
        if (names.containsKey(wanted)) {
            return wanted;
        }
        List<String> ids = new ArrayList<>(names.keySet());
        ids.removeIf(id -> !wanted.equals(names.get(id)));
        if (ids.size() == 1) {
            return ids.get(0);
        }
        String problem = ids.isEmpty()
                ? "The cloud shows no such " + words + ". There are: " + String.join(", ",
                        names.values().stream().distinct().sorted().limit(MOST_NAMES_TOLD).toList()) + "."
                : "Several are called so; give one by its id: " + String.join(", ", ids) + ".";
        throw new MachineException(
                ErrorCode.INVALID_ARGUMENT, "Looking for the " + words + " \"" + wanted + "\"", problem);
    }
}
