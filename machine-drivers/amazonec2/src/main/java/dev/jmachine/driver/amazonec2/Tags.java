package dev.jmachine.driver.amazonec2;

import java.util.Map;
import java.util.TreeMap;

/** The user's own tags. */
final class Tags {

    private Tags() {
    }

    /** Read keys and values by turns, as docker-machine has them: {@code key1,value1,key2,value2}. */
    static Map<String, String> parse(String text) {
        Map<String, String> tags = new TreeMap<>();
        if (text.isBlank()) {
            return tags;
        }
        String[] parts = text.split(",", -1);
        Require.that(parts.length % 2 == 0, Ec2Options.TAGS, text, "It ends with a key that has no value.");
        for (int i = 0; i < parts.length; i += 2) {
            String key = parts[i].strip();
            Require.that(!key.isEmpty() && !key.startsWith("aws:") && !key.startsWith("jmachine-"), Ec2Options.TAGS,
                    text, "A tag cannot have the key \"" + key + "\".");
            tags.put(key, parts[i + 1].strip());
        }
        return tags;
    }
}
