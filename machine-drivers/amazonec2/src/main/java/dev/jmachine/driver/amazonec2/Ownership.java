package dev.jmachine.driver.amazonec2;

import dev.jmachine.spi.DriverContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/**
 * The tags by which a machine's things are found again: {@code jmachine-id} names the machine, {@code jmachine-store}
 * the store.
 *
 * @param machine the machine's id
 * @param name the machine's name
 * @param store the store's mark
 */
record Ownership(String machine, String name, String store) {
    static final String MACHINE_TAG = "jmachine-id";
    static final String STORE_TAG = "jmachine-store";
    private static final int SHORT = 8;

    static Ownership of(DriverContext context) {
        return new Ownership(context.machineId(), context.machineName(), StoreMark.of(context.sharedFolder()));
    }

    /** Return the name of the key pair of this machine; nobody else's has it. */
    String keyName() {
        return name + "-" + machine.substring(0, SHORT);
    }

    /** Return the name of the security group that this store's machines share. */
    String groupName() {
        return "jmachine-" + store.substring(0, SHORT);
    }

    /** Return the tags of a thing that is this machine's alone. */
    TagSpecification machineTags(ResourceType type, Map<String, String> further) {
        Map<String, String> tags = new TreeMap<>(further);
        tags.put(MACHINE_TAG, machine);
        tags.put(STORE_TAG, store);
        tags.putIfAbsent("Name", name);
        return specification(type, tags);
    }

    /** Return the tags of a thing that the store's machines share. */
    TagSpecification storeTags(ResourceType type, Map<String, String> further) {
        Map<String, String> tags = new TreeMap<>(further);
        tags.put(STORE_TAG, store);
        return specification(type, tags);
    }

    private static TagSpecification specification(ResourceType type, Map<String, String> tags) {
        List<Tag> list = new ArrayList<>();
        tags.forEach((key, value) -> list.add(Tag.builder().key(key).value(value).build()));
        return TagSpecification.builder().resourceType(type).tags(list).build();
    }

    /** Return the filter for what is this machine's. */
    Filter ofMachine() {
        return filter("tag:" + MACHINE_TAG, machine);
    }

    /** Return the filter for what is this store's. */
    Filter ofStore() {
        return filter("tag:" + STORE_TAG, store);
    }

    static Filter filter(String name, String... values) {
        return Filter.builder().name(name).values(values).build();
    }
}
