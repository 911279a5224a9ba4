package dev.jmachine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageCommandTest {
    @TempDir
    Path folder;
    private final FakeImages images = new FakeImages();
    private CommandRun run;

    @BeforeEach
    void open() {
        FakeMachines machines = new FakeMachines(folder);
        machines.images = images;
        run = new CommandRun(machines);
    }

    @Test
    void buildTakesTheDriversFlagsAndShowsTheImage() {
        run.line("image build --with-engine");

        assertThat(images.options).isEqualTo(Map.of("with-engine", List.of("true")));
        assertThat(run.out()).isEqualTo("""
                NAME     VERSION   ENGINE     SIZE      BUILT                  FILE
                debian   12.11     20.10.24   512 MiB   1970-01-01T00:00:00Z   /images/debian.qcow2
                """);
    }

    @Test
    void flagsOfBuildAreUnknownElsewhere() {
        assertThat(run.line("image ls --with-engine").status()).isEqualTo(1);
        assertThat(run.line("image build --help").out()).contains("--with-engine");
    }

    @Test
    void imagesAreListedAndRemoved() {
        run.line("image build");
        assertThat(run.line("image ls").out()).contains("debian   12.11     -        512 MiB");
        assertThat(run.line("image ls --json").out()).contains("\"version\": 1").contains("\"sizeBytes\": 536870912");

        assertThat(run.line("image rm debian").out()).isEqualTo("Successfully removed debian\n");
        assertThat(images.list()).isEmpty();
        assertThat(run.line("image rm debian").err()).contains("There is none.").contains("[IMAGE]");
        assertThat(run.status()).isEqualTo(1);
    }

    @Test
    void anActionMustBeNamed() {
        assertThat(run.line("image").err()).isEqualTo("Error: Expected build, ls or rm\n");
        assertThat(run.out()).startsWith("Usage: jmachine image COMMAND [arg...]\n")
                .contains("  build   Make an image");
        assertThat(run.line("image rm").err()).contains("image names");
        assertThat(run.line("image --json").err()).isEqualTo("flag provided but not defined: -json\n");
    }

    @Test
    void anUnknownActionIsAnErrorWithTheNearestName() {
        assertThat(run.line("image buil").err()).isEqualTo("jmachine image: 'buil' is not a jmachine image command. "
                + "See 'jmachine image --help'. Did you mean 'build'?\n");
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.line("help image buil").status()).isEqualTo(1);
    }

    @Test
    void eachActionHasItsOwnVariables() {
        run.line("image build");

        assertThat(run.with("MACHINE_IMAGE_LS_JSON", "1").line("image ls").out()).contains("\"images\"");
        assertThat(run.line("image ls --help").out()).contains("[$MACHINE_IMAGE_LS_JSON]");
    }
}
