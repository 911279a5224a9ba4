package dev.jmachine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jmachine.cli.command.Command;
import dev.jmachine.cli.command.CommandFamily;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DispatcherTest {
    @TempDir
    Path folder;
    private FakeMachines machines;
    private CommandRun run;

    @BeforeEach
    void open() {
        machines = new FakeMachines(folder);
        run = new CommandRun(machines);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "help", "--help", "-h", "-D --help"})
    void helpListsAllCommands(String line) {
        run.line(line);

        assertThat(run.status()).isZero();
        assertThat(run.out()).startsWith("Usage: jmachine [OPTIONS] COMMAND [arg...]").contains("--storage-path")
                .contains("$MACHINE_STORAGE_PATH");
        CommandIndex.NAMES.forEach(name -> assertThat(run.out()).contains("  " + name + "  "));
        assertThat(run.err()).isEmpty();
    }

    @Test
    void everyCommandOfTheIndexIsThereUnderItsName() {
        assertThat(CommandIndex.NAMES).allSatisfy(name -> assertThat(CommandIndex.find(name)).get()
                .extracting(Command::description).satisfies(description -> {
                    assertThat(description.name()).isEqualTo(name);
                    assertThat(description.summary()).isNotBlank();
                }));
    }

    @Test
    void everyCommandHasHelp() {
        machines.images = new FakeImages();
        assertThat(CommandIndex.NAMES).allSatisfy(name -> {
            assertThat(run.line(name + " --help").out()).startsWith("Usage: jmachine " + name);
            assertThat(run.status()).isZero();
            assertThat(run.line("help " + name).out()).startsWith("Usage: jmachine " + name);
        });
    }

    @Test
    void everyMemberOfAFamilyIsThereUnderItsNameAndHasHelp() {
        machines.images = new FakeImages();
        assertThat(CommandIndex.NAMES.stream().map(name -> CommandIndex.find(name).orElseThrow())
                .filter(CommandFamily.class::isInstance).map(CommandFamily.class::cast)).isNotEmpty()
                .allSatisfy(family -> assertThat(family.members()).allSatisfy(member -> {
                    String name = family.description().name() + " " + member;
                    assertThat(family.member(member).description().name()).isEqualTo(name);
                    assertThat(family.member(member).description().summary()).isNotBlank();
                    assertThat(run.line(name + " --help").out()).startsWith("Usage: jmachine " + name);
                    assertThat(run.line("help " + name).out()).startsWith("Usage: jmachine " + name);
                }));
    }

    @Test
    void everyFlagNamesItsVariable() {
        assertThat(run.line("rm --help").out()).contains("[$MACHINE_RM_FORCE]");
        assertThat(run.line("create --help").out()).contains("[$MACHINE_DRIVER]")
                .contains("[$MACHINE_CREATE_ENGINE_OPT]");
    }

    @Test
    void anUnknownCommandIsAnErrorWithTheNearestName() {
        run.line("lss");

        assertThat(run.err()).isEqualTo(
                "jmachine: 'lss' is not a jmachine command. See 'jmachine --help'. Did you mean 'ls'?\n");
        assertThat(run.status()).isEqualTo(1);
    }

    @Test
    void anUnknownFlagIsAnError() {
        assertThat(run.line("ls --nosuch").status()).isEqualTo(1);
        assertThat(run.line("--nosuch ls").status()).isEqualTo(1);
        assertThat(run.line("help nosuch").status()).isEqualTo(1);
    }

    @Test
    void theStoreIsClosed() {
        run.line("ls");

        assertThat(machines.log()).containsExactly("close");
    }

    @Test
    void aFaultIsReportedWithACodeAndWithoutStackUnlessAskedFor() {
        run.line("image ls");

        assertThat(run.err()).startsWith("Running jmachine\n").contains("NullPointerException").contains("[INTERNAL]")
                .doesNotContain("\tat ");
        assertThat(run.line("image ls --stacktrace").err()).contains("\tat dev.jmachine.cli");
        assertThat(run.status()).isEqualTo(1);
    }

    @Test
    void underAnotherNameTheProgramSpeaksOfItselfByThatName() {
        run.as("/usr/local/bin/docker-machine").line("status nosuch");

        assertThat(run.err()).contains("Use \"docker-machine ls\" to list machines.");
        assertThat(run.line("nosuch").err()).startsWith("docker-machine: 'nosuch' is not a docker-machine command.");
    }

    @Test
    void certificatesThatEndWithinAMonthAreWarnedOfByCommandsOnMachinesOnly() {
        machines.certificateExpiry = Instant.now().plus(Duration.ofDays(29));
        assertThat(run.line("ls -q").err()).startsWith("Warning: the certificates").contains(" end on ")
                .contains("regenerate-certs -f --client-certs");
        assertThat(run.line("version").err()).isEmpty();

        machines.certificateExpiry = Instant.now().minus(Duration.ofDays(1));
        assertThat(run.line("ls -q").err()).contains(" ended on ");
        machines.certificateExpiry = Instant.now().plus(Duration.ofDays(31));
        assertThat(run.line("ls -q").err()).isEmpty();
    }
}
