package dev.jmachine.hypervisor.image;

import dev.jmachine.api.DriverOption;
import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.MachineImage;
import dev.jmachine.api.MachineImages;
import dev.jmachine.spi.ImageContext;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The images of a catalogue, as {@code jmachine image} shows them. */
public final class CatalogImages implements MachineImages {
    private static final DriverOption RELEASE = DriverOption.text(
            "release", "QEMU_IMAGE_RELEASE", DebianImage.DEFAULT_RELEASE, "Release of Debian: 12 or 13");
    private static final DriverOption WITH_ENGINE =
            DriverOption.flag("with-engine", "QEMU_IMAGE_WITH_ENGINE", "Put Docker Engine into the image");
    private static final DriverOption CLOUD = DriverOption.flag(
            "cloud", "", "Make it like a distribution's cloud image, with boot loader and cloud-init");
    private static final List<DriverOption> OPTIONS = List.of(RELEASE, WITH_ENGINE, CLOUD);

    private final ImageCatalog catalog;
    private final ImageContext context;

    /** Open the images of the driver's cache. */
    public CatalogImages(ImageContext context) {
        this(new ImageCatalog(context.cacheFolder()), context);
    }

    CatalogImages(ImageCatalog catalog, ImageContext context) {
        this.catalog = catalog;
        this.context = context;
    }

    @Override
    public List<DriverOption> buildOptions() {
        return OPTIONS;
    }

    @Override
    public MachineImage build(Map<String, List<String>> options) {
        DebianImage image = new DebianImage(value(options, RELEASE), on(options, WITH_ENGINE), on(options, CLOUD));
        if (!Set.of("12", "13").contains(image.release())) {
            throw new MachineException(ErrorCode.INVALID_ARGUMENT, "Reading --" + RELEASE.name(),
                    "\"" + image.release() + "\" is neither 12 nor 13.");
        }
        if (catalog.store().find(image.name()).isPresent()) {
            context.notice("Image " + image.name() + " is there already; remove it to have it built anew.");
        } else {
            catalog.builder().check(image);
        }
        return summary(catalog.builder().ensure(image, context::progress));
    }

    @Override
    public List<MachineImage> list() {
        List<MachineImage> images = new ArrayList<>();
        catalog.store().list().forEach(image -> images.add(summary(image)));
        return images;
    }

    @Override
    public void remove(String name) {
        catalog.store().remove(name);
    }

    private static MachineImage summary(ImageDescription description) {
        try {
            return description.summary();
        } catch (IOException e) {
            throw new MachineException(ErrorCode.IMAGE, "Reading an image", "It is damaged: " + e.getMessage(), e);
        }
    }

    private static String value(Map<String, List<String>> options, DriverOption option) {
        return options.getOrDefault(option.name(), option.defaults()).get(0);
    }

    private static boolean on(Map<String, List<String>> options, DriverOption option) {
        return Boolean.parseBoolean(value(options, option));
    }
}
