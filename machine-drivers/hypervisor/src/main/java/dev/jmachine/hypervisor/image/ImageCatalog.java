package dev.jmachine.hypervisor.image;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The images that machines are made from: our own, built when they are first needed, and foreign ones, taken over.
 *
 * <p>Thread-safe, and safe against other processes that use the same folder. All but the constructor does I/O.
 */
public final class ImageCatalog {
    /** The image of a machine whose user asks for none: with the engine inside, since every machine needs one. */
    public static final String DEFAULT_NAME = new DebianImage(DebianImage.DEFAULT_RELEASE, true, false).name();

    private final ImageStore store;
    private final ImageBuilder builder;
    private final ForeignImages foreign;

    /**
     * Open the catalogue of a driver's cache.
     *
     * @param cacheFolder the cache; images are kept in its folder {@code images}
     */
    public ImageCatalog(Path cacheFolder) {
        this(cacheFolder, Recipe.builtIn());
    }

    ImageCatalog(Path cacheFolder, Recipe recipe) {
        store = new ImageStore(cacheFolder.resolve("images"));
        builder = new ImageBuilder(store, recipe);
        foreign = new ForeignImages(store);
    }

    /**
     * Return an image that is there already, or look whether it could be had. Makes nothing.
     *
     * @param image a name, a path or a web address
     * @throws MachineException with {@link ErrorCode#IMAGE} if there can be no such image, or
     *     {@link ErrorCode#PRECREATE_CHECK_FAILED} if this computer cannot make it now
     */
    public Optional<Image> check(String image) {
        Optional<ImageDescription> there = store.find(image);
        if (there.isPresent()) {
            return Optional.of(imageOf(there.get()));
        }
        Optional<DebianImage> own = DebianImage.named(image);
        if (own.isPresent()) {
            builder.check(own.get());
            return Optional.empty();
        }
        ImageSource source = sourceOf(image);
        foreign.check(source);
        return foreign.known(source, Optional.empty()).map(ImageCatalog::imageOf);
    }

    /**
     * Do the same, and look whether the image can have such a checksum.
     *
     * @throws MachineException also with {@link ErrorCode#INVALID_ARGUMENT} if it cannot
     */
    public Optional<Image> check(String image, String checksum) {
        wanted(image, checksum);
        return check(image);
    }

    private Optional<Checksum> wanted(String image, String checksum) {
        if (checksum.isEmpty()) {
            return Optional.empty();
        }
        Checksum wanted = Checksum.parse(checksum);
        if (DebianImage.named(image).isPresent() || store.find(image).isPresent()) {
            throw new MachineException(ErrorCode.INVALID_ARGUMENT, "Reading the image's checksum",
                    "Only an image given by its path or address can have one, and \"" + image + "\" is a name.");
        }
        return Optional.of(wanted);
    }

    /**
     * Return an image, built or taken over now unless it is there.
     *
     * @param image a name, a path or a web address
     * @param checksum what an image by path or address must have, such as {@code sha256:…}; empty for none
     * @param progress hears how far it has come
     * @throws MachineException with {@link ErrorCode#IMAGE} if it cannot be had or has another checksum
     */
    public Image ensure(String image, String checksum, ImageProgress progress) {
        Optional<Checksum> wanted = wanted(image, checksum);
        Optional<DebianImage> own = DebianImage.named(image);
        if (own.isPresent()) {
            return imageOf(builder.ensure(own.get(), progress));
        }
        return imageOf(store.find(image).orElseGet(() -> foreign.ensure(sourceOf(image), wanted, progress)));
    }

    /**
     * Return an image that is there.
     *
     * @param name its name in the catalogue
     * @throws MachineException with {@link ErrorCode#IMAGE} if it is not there or damaged
     */
    public Image find(String name) {
        return imageOf(store.find(name).orElseThrow(
                () -> ImageFailures.image("Looking for image " + name, "It is not among the images any more.")));
    }

    /** Remember that a machine stands on an image, which cannot be removed then. Doing so twice is harmless. */
    public void use(Image image, String machineId, String machineName) {
        store.use(image.name(), machineId, machineName);
    }

    /**
     * Forget that a machine stands on an image; succeed when that is not known or the image is gone.
     *
     * @param imageName the image; empty for whichever it is
     */
    public void release(String imageName, String machineId) {
        store.release(imageName, machineId);
    }

    ImageStore store() {
        return store;
    }

    ImageBuilder builder() {
        return builder;
    }

    private ImageSource sourceOf(String image) {
        return ImageSource.of(image).orElseThrow(() -> ImageFailures.image("Looking for image \"" + image + "\"",
                "There is no image of that name, and no file. Images here: " + names()
                        + ". Names that can be built: debian-12, debian-12-engine, debian-13, debian-13-engine."));
    }

    private String names() {
        String names = store.list().stream().map(image -> imageOf(image).name()).collect(Collectors.joining(", "));
        return names.isEmpty() ? "none" : names;
    }

    private static Image imageOf(ImageDescription description) {
        try {
            return description.image();
        } catch (IOException e) {
            throw new MachineException(ErrorCode.IMAGE, "Reading an image", "It is damaged: " + e.getMessage(), e);
        }
    }
}
