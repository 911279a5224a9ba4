package dev.jmachine.driver.softlayer;

import dev.jmachine.spi.DriverContext;
import dev.jmachine.spi.DriverOptions;
import java.util.HashMap;
import java.util.Map;

/**
 * What is asked for of a virtual server.
 *
 * @param name its name
 * @param region its data center
 * @param image reference code of an operating system, or identifier of an image template
 * @param hourly whether it is paid for by the hour, or by the month
 * @param cloudInit whether the image has cloud-init
 * @param size how large it is
 * @param network what it is connected to
 */
record GuestSettings(GuestName name, String region, String image, boolean hourly, boolean cloudInit, GuestSize size,
        GuestNetwork network) {
    private static final String CODE = "[A-Z0-9_-]+";
    private static final String IDENTIFIER = "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";

    /** Read and check the options. */
    static GuestSettings of(DriverContext context) {
        DriverOptions options = context.options();
        String region = options.text(SoftLayerOptions.REGION);
        if (!region.matches("[a-z]+[0-9]+")) {
            throw SoftLayerOptions.invalid(SoftLayerOptions.REGION,
                    "\"" + region + "\" is no data center, such as dal10.");
        }
        String image = options.text(SoftLayerOptions.IMAGE);
        if (!image.matches(CODE + "|" + IDENTIFIER)) {
            throw SoftLayerOptions.invalid(SoftLayerOptions.IMAGE,
                    "\"" + image + "\" is neither a reference code, such as DEBIAN_12_64, nor an identifier.");
        }
        boolean cloudInit = !options.flag(SoftLayerOptions.NO_CLOUD_INIT);
        if (!cloudInit && !options.text(SoftLayerOptions.USER_DATA).isEmpty()) {
            throw SoftLayerOptions.invalid(SoftLayerOptions.USER_DATA,
                    "Nothing reads it with --" + SoftLayerOptions.NO_CLOUD_INIT + ".");
        }
        return new GuestSettings(GuestName.of(context), region, image, options.flag(SoftLayerOptions.HOURLY_BILLING),
                cloudInit, GuestSize.of(options), GuestNetwork.of(options));
    }

    /** Return what is to be saved, by docker-machine's names. */
    Map<String, Object> toState() {
        Map<String, Object> state = new HashMap<>(
                Map.of("Region", region, "Image", image, "HourlyBilling", hourly, "NoCloudInit", !cloudInit));
        state.putAll(name.toState());
        state.putAll(size.toState());
        state.putAll(network.toState());
        return state;
    }

    /** Return the template of a virtual server, from which the API makes one or says what is wrong with it. */
    Map<String, Object> toTemplate() {
        Map<String, Object> template = new HashMap<>(
                Map.of("datacenter", Map.of("name", region), "hourlyBillingFlag", hourly));
        if (image.matches(IDENTIFIER)) {
            template.put("blockDeviceTemplateGroup", Map.of("globalIdentifier", image));
        } else {
            template.put("operatingSystemReferenceCode", image);
        }
        template.putAll(name.toTemplate());
        template.putAll(size.toTemplate());
        template.putAll(network.toTemplate());
        return template;
    }
}
