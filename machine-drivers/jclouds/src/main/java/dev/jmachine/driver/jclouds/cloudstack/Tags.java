package dev.jmachine.driver.jclouds.cloudstack;

import dev.jmachine.driver.jclouds.Cloud;
import dev.jmachine.spi.DriverContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jclouds.cloudstack.domain.Tag;

/** Tags things with the machine that they were made for. Immutable. */
final class Tags {
    private final DriverContext context;
    private final Account account;

    Tags(DriverContext context, Account account) {
        this.context = context;
        this.account = account;
    }

    /**
     * Tag a thing.
     *
     * @param type CloudStack's word for what it is
     * @param others other tags, each a key, a colon and a value
     */
    void put(String type, String id, List<String> others) {
        Map<String, String> tags = new HashMap<>(Map.of("resourcetype", type, "resourceids", id,
                "tags[0].key", Cloud.MACHINE_TAG, "tags[0].value", context.machineId()));
        for (int i = 0; i < others.size(); i++) {
            String[] words = others.get(i).split(":", 2);
            tags.put("tags[" + (i + 1) + "].key", words[0]);
            tags.put("tags[" + (i + 1) + "].value", words[1]);
        }
        account.work("Tagging what was made", "createTags", tags);
    }

    /** Return the id of the machine that a thing was made for. */
    static Optional<String> owner(Set<Tag> tags) {
        return tags.stream().filter(tag -> Cloud.MACHINE_TAG.equals(tag.getKey())).map(Tag::getValue).findFirst();
    }
}
