package dev.jmachine.driver.digitalocean;

import dev.jmachine.cloud.InvalidOption;
import dev.jmachine.spi.DriverOptions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What is asked for of a droplet.
 *
 * @param region region's slug
 * @param size size's slug
 * @param image image's slug or number
 * @param vpc id of its VPC; empty for the region's own
 * @param ipv6 whether it gets an IPv6 address
 * @param backups whether it is backed up
 * @param monitoring whether it is monitored
 * @param tags the user's tags
 */
record DropletSettings(String region, String size, String image, String vpc,
        boolean ipv6, boolean backups, boolean monitoring, List<String> tags) {

    DropletSettings {
        tags = List.copyOf(tags);
    }

    /** Read and check the options. */
    static DropletSettings of(DriverOptions options) {
        List<String> tags = Stream.of(options.text(DigitalOceanOptions.TAGS).split(","))
                .map(String::strip).filter(tag -> !tag.isEmpty()).toList();
        tags.stream().filter(tag -> !tag.matches("[A-Za-z0-9_:-]{1,255}")).findFirst().ifPresent(bad -> {
            throw InvalidOption.of(DigitalOceanOptions.TAGS,
                    "\"" + bad + "\" is no tag: it has letters, digits, colons, dashes and underscores.");
        });
        return new DropletSettings(
                required(options, DigitalOceanOptions.REGION),
                required(options, DigitalOceanOptions.SIZE),
                required(options, DigitalOceanOptions.IMAGE),
                options.text(DigitalOceanOptions.VPC),
                options.flag(DigitalOceanOptions.IPV6),
                options.flag(DigitalOceanOptions.BACKUPS),
                options.flag(DigitalOceanOptions.MONITORING),
                tags);
    }

    private static String required(DriverOptions options, String name) {
        String value = options.text(name);
        if (!value.matches("[A-Za-z0-9._-]+")) {
            throw InvalidOption.of(name, "\"" + value + "\" is none.");
        }
        return value;
    }

    /** Return what is to be saved, by docker-machine's keys. */
    Map<String, Object> toState() {
        return Map.of("Region", region, "Size", size, "Image", image, "VPC", vpc, "IPv6", ipv6, "Backups", backups,
                "Monitoring", monitoring, "Tags", String.join(",", tags));
    }

    /** Return the request that makes a droplet. */
    Map<String, Object> toRequest(String name, String mark, String key, String userData) {
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("name", name);
        request.put("region", region);
        request.put("size", size);
        request.put("image", image.matches("\\d{1,18}") ? (Object) Long.valueOf(image) : image);
        request.put("ssh_keys", List.of(key));
        request.put("tags", Stream.concat(Stream.of(mark), tags.stream()).toList());
        request.put("user_data", userData);
        request.putAll(Map.of("ipv6", ipv6, "backups", backups, "monitoring", monitoring));
        if (!vpc.isEmpty()) {
            request.put("vpc_uuid", vpc);
        }
        return request;
    }
}
