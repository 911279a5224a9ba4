package dev.jmachine.driver.google;

import dev.jmachine.api.OwnedObject;
import dev.jmachine.cloud.JsonValue;
import dev.jmachine.cloud.RestClient;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds what bears our mark, in all zones of the project. */
final class OwnedThings {
    private static final String ACTIVITY = "Looking for what jmachine has made";
    private static final Pattern DESCRIPTION = Pattern.compile(InstanceCreation.ID_LABEL + "=(\\S+) of (\\S+)");

    private final Compute compute;

    OwnedThings(Compute compute) {
        this.compute = compute;
    }

    List<OwnedObject> list() {
        Stream<OwnedObject> rules = compute.list(ACTIVITY, compute.inProject("global/firewalls")).stream()
                .flatMap(page -> page.each().stream())
                .flatMap(OwnedThings::rule);
        return Stream.of(zonal("instance"), zonal("disk"), rules).flatMap(things -> things).toList();
    }

    private static Stream<OwnedObject> rule(JsonValue rule) {
        Matcher matcher = DESCRIPTION.matcher(rule.text("description"));
        return matcher.matches()
                ? Stream.of(new OwnedObject("firewall rule", rule.text("name"), matcher.group(1), matcher.group(2)))
                : Stream.of();
    }

    private Stream<OwnedObject> zonal(String kind) {
        String filter = RestClient.encode("labels." + InstanceCreation.ID_LABEL + ":*");
        return compute.list(ACTIVITY, compute.inProject("aggregated/" + kind + "s?filter=" + filter)).stream()
                .flatMap(page -> page.value() instanceof Map<?, ?> zones ? zones.values().stream() : Stream.of())
                .flatMap(zone -> new JsonValue(zone).each(kind + "s").stream())
                .map(thing -> new OwnedObject(kind,
                        thing.text("zone").replaceFirst(".*/", "") + "/" + thing.text("name"),
                        thing.text("labels", InstanceCreation.ID_LABEL),
                        thing.text("name").replaceFirst("-disk$", "")));
    }
}
