package dev.jmachine.driver.digitalocean;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.cloud.JsonValue;
import dev.jmachine.cloud.OptionFiles;
import dev.jmachine.cloud.RestClient;
import dev.jmachine.cloud.SshAccess;
import dev.jmachine.spi.DriverOptions;
import java.util.List;
import java.util.Optional;

/** Looks whether a droplet can be made as asked for, before anything is made. */
final class DropletCheck {
    private final DriverOptions options;

    DropletCheck(DriverOptions options) {
        this.options = options;
    }

    /** Check what can be known without the provider. */
    DropletSettings checkOptions() {
        DropletSettings settings = DropletSettings.of(options);
        SshAccess.requireUser(DigitalOceanOptions.SSH_USER, options.text(DigitalOceanOptions.SSH_USER));
        SshAccess.requirePort(DigitalOceanOptions.SSH_PORT, options.number(DigitalOceanOptions.SSH_PORT));
        OptionFiles.read(DigitalOceanOptions.USER_DATA, options.text(DigitalOceanOptions.USER_DATA));
        String path = options.text(DigitalOceanOptions.SSH_KEY_PATH);
        OptionFiles.read(DigitalOceanOptions.SSH_KEY_PATH, path);
        if (!path.isEmpty() && options.text(DigitalOceanOptions.SSH_KEY_FINGERPRINT).isEmpty()) {
            new PublicKey(OptionFiles.read(DigitalOceanOptions.SSH_KEY_PATH, path + ".pub")).fingerprint();
        }
        return settings;
    }

    /** Check what DigitalOcean knows: the token, region, size, image and key. */
    void checkAtProvider(RestClient api, DropletSettings settings) {
        List<JsonValue> regions =
                api.get("Looking for regions", "/v2/regions?per_page=200").body().each("regions");
        JsonValue region = regions.stream()
                .filter(known -> known.text("slug").equals(settings.region())).findFirst()
                .orElseThrow(() -> failed("There is no region \"" + settings.region() + "\", but "
                        + slugs(regions) + "."));
        if (!region.flag("available")) {
            throw failed("The region " + settings.region() + " takes no new droplets now.");
        }
        if (!region.texts("sizes").contains(settings.size())) {
            throw failed("The region " + settings.region() + " has no size \"" + settings.size() + "\", but "
                    + String.join(", ", region.texts("sizes")) + ".");
        }
        checkImage(api, settings);
        String key = options.text(DigitalOceanOptions.SSH_KEY_FINGERPRINT);
        if (!key.isEmpty() && !new AccountKeys(api).has(key)) {
            throw failed("The account has no SSH key with the fingerprint " + key + ".");
        }
    }

    private static void checkImage(RestClient api, DropletSettings settings) {
        Optional<JsonValue> image = api.find("Looking for the image " + settings.image(),
                "/v2/images/" + settings.image()).map(answer -> answer.body().at("image"));
        if (image.isEmpty()) {
            throw failed("There is no image \"" + settings.image() + "\".");
        }
        if (!image.get().texts("regions").contains(settings.region())) {
            throw failed("The image " + settings.image() + " is not in the region " + settings.region() + ".");
        }
    }

    private static String slugs(List<JsonValue> regions) {
        return String.join(", ", regions.stream().map(region -> region.text("slug")).sorted().toList());
    }

    private static MachineException failed(String problem) {
        return new MachineException(
                ErrorCode.PRECREATE_CHECK_FAILED, "Checking the options with DigitalOcean", problem);
    }
}
