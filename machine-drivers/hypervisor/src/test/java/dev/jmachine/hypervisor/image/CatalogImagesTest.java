package dev.jmachine.hypervisor.image;

import static dev.jmachine.hypervisor.image.ImageCatalogTest.assertFails;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineImage;
import dev.jmachine.spi.ImageContext;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogImagesTest {
    @TempDir
    Path folder;
    private FakeRecipe recipe;
    private CatalogImages images;
    private final List<String> told = new ArrayList<>();

    @BeforeEach
    void open() throws IOException {
        recipe = new FakeRecipe(folder.resolve("control"));
        ImageContext context = new Context();
        images = new CatalogImages(new ImageCatalog(context.cacheFolder(), recipe), context);
    }

    private final class Context implements ImageContext {
        @Override
        public Path cacheFolder() {
            return folder.resolve("cache");
        }

        @Override
        public void progress(String message) {
            told.add(message);
        }

        @Override
        public void progress(String message, long done, long total) {
            told.add(message + " " + done + "/" + total);
        }

        @Override
        public void notice(String message) {
            told.add(message);
        }
    }

    @Test
    void anImageIsBuiltListedAndRemoved() throws IOException {
        MachineImage image = images.build(Map.of());
        assertThat(image.name()).isEqualTo("debian-13");
        assertThat(image.version()).isEqualTo("13.9-abc");
        assertThat(image.engine()).isEmpty();
        assertThat(image.built()).isEqualTo(Instant.parse("2026-01-02T03:04:05Z"));
        assertThat(image.size()).isEqualTo("disk\nkernel\ninitrd\n".length());
        assertThat(told).contains("Compressing the disk 90/100");
        images.build(Map.of("with-engine", List.of("true"), "release", List.of("12")));
        assertThat(images.list()).extracting(MachineImage::name).containsExactly("debian-12-engine", "debian-13");
        assertThat(images.build(Map.of())).isEqualTo(image);
        assertThat(recipe.builds()).isEqualTo(2);
        assertThat(told).last().asString().contains("there already");
        images.remove("debian-13");
        assertThat(images.list()).extracting(MachineImage::name).containsExactly("debian-12-engine");
    }

    @Test
    void theOptionsAreThoseOfTheRecipe() {
        assertThat(images.buildOptions()).extracting("name").containsExactly("release", "with-engine", "cloud");
        assertThat(new DebianImage("12", true, true).recipeArguments())
                .containsExactly("--release", "12", "--engine", "--cloud");
        assertThat(DebianImage.named("debian-12-engine-cloud")).contains(new DebianImage("12", true, true));
        assertThat(DebianImage.named("debian-11")).isEmpty();
    }

    @Test
    void anUnknownReleaseIsRefused() {
        assertFails(ErrorCode.INVALID_ARGUMENT, "neither 12 nor 13",
                () -> images.build(Map.of("release", List.of("11"))));
    }
}
