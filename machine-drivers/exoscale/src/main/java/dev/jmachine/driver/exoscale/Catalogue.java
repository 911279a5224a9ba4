package dev.jmachine.driver.exoscale;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.cloud.JsonValue;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What Exoscale has to be made into machines in one zone: types of instances, and templates. */
final class Catalogue {
    private static final String FAMILY = "standard.";
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern SHORT_NAME = Pattern.compile("linux (.+?) ([0-9.]+)\\b.*");

    private final ExoscaleApi api;
    private final String zone;

    Catalogue(ExoscaleApi api, String zone) {
        this.api = api;
        this.zone = zone;
    }

    /** Check that there is what is asked for. */
    void check(InstanceSettings settings) {
        requireZone();
        type(settings.type());
        long bytes = template(settings.image()).number("size");
        if (bytes > (long) settings.diskSize() << 30) {
            throw failed("The template needs a disk of " + (bytes >> 30) + " GiB: --" + ExoscaleOptions.DISK_SIZE
                    + " is " + settings.diskSize() + ".");
        }
    }

    private void requireZone() {
        List<String> zones =
                api.list("zones", "/zone").stream().map(known -> known.text("name")).sorted().toList();
        if (!zones.contains(zone)) {
            throw failed("There is no zone \"" + zone + "\", but " + String.join(", ", zones) + ".");
        }
    }

    /** Return the id of an instance type, given as docker-machine has it, {@code Small}, or as {@code cpu.large}. */
    String type(String given) {
        String name = given.toLowerCase(Locale.ROOT);
        List<JsonValue> types = api.list("instance types", "/instance-type").stream()
                .filter(type -> type.texts("zones").isEmpty() || type.texts("zones").contains(zone)).toList();
        JsonValue found = types.stream()
                .filter(type -> type.text("id").equals(name)
                        || name(type).equals(name.contains(".") ? name : FAMILY + name))
                .findFirst().orElseThrow(() -> failed("The zone " + zone + " has no instance type \"" + given
                        + "\", but " + String.join(", ", types.stream().map(Catalogue::name).sorted().toList()) + "."));
        if (Boolean.FALSE.equals(found.at("authorized").value())) {
            throw failed("The account may not use the instance type " + name(found) + ": ask Exoscale's support.");
        }
        return found.text("id");
    }

    private static String name(JsonValue type) {
        return type.text("family") + "." + type.text("size");
    }

    /** Return a template, given by its id or by its name; of several of one name, the newest. */
    JsonValue template(String given) {
        String name = given.toLowerCase(Locale.ROOT);
        Optional<JsonValue> found = ID.matcher(name).matches()
                ? api.find("Looking for the template " + given, "/template/" + name)
                : Stream.of("public", "private").map(visibility -> named(name, visibility))
                        .flatMap(Optional::stream).findFirst();
        return found.orElseThrow(() -> failed("The zone " + zone + " has no template \"" + given + "\"."));
    }

    private Optional<JsonValue> named(String name, String visibility) {
        return api.list("templates", "/template?visibility=" + visibility).stream()
                .filter(template -> isNamed(template.text("name").toLowerCase(Locale.ROOT), name))
                .max(Comparator.comparing(template -> template.text("created-at")));
    }

    /** As docker-machine does: {@code debian-13} is short for {@code Linux Debian 13 (Trixie) 64-bit}. */
    private static boolean isNamed(String name, String given) {
        Matcher matcher = SHORT_NAME.matcher(name);
        return name.equals(given)
                || matcher.matches() && given.equals(matcher.group(1).replace(' ', '-') + "-" + matcher.group(2));
    }

    private static MachineException failed(String problem) {
        return new MachineException(ErrorCode.PRECREATE_CHECK_FAILED, "Checking the options with Exoscale", problem);
    }
}
