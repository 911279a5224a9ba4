package dev.jmachine.driver.azure;

import dev.jmachine.cloud.InvalidOption;
import java.util.Map;

/**
 * An image.
 *
 * @param reference what the API knows it by
 */
record VmImage(Map<String, Object> reference) {

    /** Read an image of the marketplace, or the id of one of the user's own. */
    static VmImage parse(String text) {
        if (text.startsWith("/")) {
            return new VmImage(Map.of("id", text));
        }
        String[] parts = text.split(":");
        if (parts.length != 4 || !text.matches("[A-Za-z0-9_.:-]+")) {
            throw InvalidOption.of(AzureOptions.IMAGE, "\"" + text
                    + "\" is no image: it has the form PUBLISHER:OFFER:SKU:VERSION, or is an id that begins with /.");
        }
        return new VmImage(Map.of("publisher", parts[0], "offer", parts[1], "sku", parts[2], "version", parts[3]));
    }

    /** Return the path at which a region lists the versions of an image of the marketplace; empty for others. */
    String versionsPath(String location) {
        return reference.containsKey("id") ? "" : "providers/Microsoft.Compute/locations/" + location + "/publishers/"
                + reference.get("publisher") + "/artifacttypes/vmimage/offers/" + reference.get("offer") + "/skus/"
                + reference.get("sku") + "/versions";
    }

    String version() {
        return String.valueOf(reference.get("version"));
    }
}
