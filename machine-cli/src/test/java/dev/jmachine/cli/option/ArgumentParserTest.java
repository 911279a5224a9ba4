package dev.jmachine.cli.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentParserTest {
    private static final CommandDescription COMMAND = CommandDescription.of("try", "[NAME...]", "Try",
            Flag.on("force", "f", "Force"), Flag.text("format", "F", "", "Format"),
            Flag.number("timeout", "t", 10, "Timeout"), Flag.list("label", "Label").from("LABELS"));

    private static Arguments parse(String... words) {
        return parse(Map.of(), words);
    }

    private static Arguments parse(Map<String, String> environment, String... words) {
        return new ArgumentParser(COMMAND, COMMAND.flags(), environment).parse(List.of(words));
    }

    @Test
    void flagsStandBeforeAfterAndBetweenWords() {
        Arguments arguments = parse("a", "-f", "b", "--format", "x", "c");

        assertThat(arguments.words()).containsExactly("a", "b", "c");
        assertThat(arguments.on("force")).isTrue();
        assertThat(arguments.text("format")).isEqualTo("x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--force", "-force", "-f", "--f", "--force=true", "-f=1", "--force=T"})
    void aSwitchIsTurnedOnInEveryFormThatGoKnows(String word) {
        assertThat(parse("a", word).on("force")).isTrue();
        assertThat(parse("a", word).words()).containsExactly("a");
    }

    @Test
    void aSwitchIsTurnedOffByFalse() {
        assertThat(parse("--force=false").on("force")).isFalse();
    }

    @Test
    void aSwitchThatIsOnByItsVariableOrByDefaultIsTurnedOffByFalse() {
        Flag hourly = new Flag("hourly", "", Flag.Kind.SWITCH, "HOURLY", "true", "Hourly");
        CommandDescription command = CommandDescription.of("try", "", "Try", hourly);
        Map<String, String> on = Map.of("HOURLY", "true");

        assertThat(new ArgumentParser(command, List.of(hourly), Map.of()).parse(List.of()).on("hourly")).isTrue();
        for (Map<String, String> environment : List.of(Map.<String, String>of(), on)) {
            ArgumentParser parser = new ArgumentParser(command, List.of(hourly), environment);
            assertThat(parser.parse(List.of("--hourly=false")).on("hourly")).isFalse();
            assertThat(parser.parse(List.of("--hourly", "--hourly=false")).on("hourly")).isFalse();
            assertThat(parser.parse(List.of("--hourly=false", "--hourly")).on("hourly")).isTrue();
        }
    }

    @Test
    void aSwitchTakesNoWordAsItsValue() {
        assertThat(parse("--force", "true").words()).containsExactly("true");
    }

    @Test
    void aValueMayLookLikeAFlag() {
        assertThat(parse("--format", "-f", "a").text("format")).isEqualTo("-f");
        assertThat(parse("--format", "--force").on("force")).isFalse();
    }

    @Test
    void aValueMayHoldEqualsSignsAndQuotes() {
        assertThat(parse("--format=\"a=b\"").text("format")).isEqualTo("\"a=b\"");
    }

    @Test
    void twoDashesEndTheFlags() {
        assertThat(parse("a", "--", "-f").words()).containsExactly("a", "-f");
        assertThat(parse("a", "--", "-f").on("force")).isFalse();
    }

    @Test
    void listsAreRepeatedAndKeepTheirOrder() {
        assertThat(parse("--label", "b", "x", "-label=a", "--label", "c,d").list("label"))
                .containsExactly("b", "a", "c,d");
    }

    @Test
    void theLastOfSeveralValuesHolds() {
        assertThat(parse("-t", "1", "-t", "2").number("timeout")).isEqualTo(2);
    }

    @Test
    void flagsComeFromTheEnvironmentWhenTheyAreNotTyped() {
        Map<String, String> environment = Map.of("LABELS", "a,b", "MACHINE_TRY_TIMEOUT", "7", "MACHINE_TRY_FORCE", "1");

        Arguments arguments = parse(environment, "-t", "3");

        assertThat(arguments.list("label")).containsExactly("a", "b");
        assertThat(arguments.number("timeout")).isEqualTo(3);
        assertThat(arguments.on("force")).isTrue();
        assertThat(arguments.given("label")).isTrue();
    }

    @Test
    void whatComesFromTheEnvironmentDoesNotCountAsTyped() {
        assertThat(parse(Map.of("LABELS", "a"), "x").anyTyped()).isFalse();
        assertThat(parse("x", "-f").anyTyped()).isTrue();
    }

    @Test
    void defaultsHoldOtherwise() {
        assertThat(parse().number("timeout")).isEqualTo(10);
        assertThat(parse().given("timeout")).isFalse();
    }

    @Test
    void anUnknownFlagIsNamedAsGoNamesItWithTheNearestOne() {
        assertThatThrownBy(() -> parse("a", "--formt", "x")).isInstanceOf(UsageException.class)
                .hasMessage("flag provided but not defined: -formt. Did you mean --format?");
        assertThatThrownBy(() -> parse("-x")).hasMessage("flag provided but not defined: -x");
    }

    @Test
    void aMissingValueIsTold() {
        assertThatThrownBy(() -> parse("a", "--format")).hasMessage("flag needs an argument: -format");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ten", "1.5", "", "99999999999"})
    void aNumberMustBeOne(String value) {
        assertThatThrownBy(() -> parse("--timeout=" + value)).isInstanceOf(UsageException.class)
                .hasMessageContaining("for flag -timeout");
    }

    @Test
    void aTruthValueMustBeOne() {
        assertThatThrownBy(() -> parse("--force=maybe"))
                .hasMessage("invalid boolean value \"maybe\" for -force");
    }

    @Test
    void helpShowsFlagsWithDefaultsAndVariables() {
        String help = new ArgumentParser(COMMAND, COMMAND.flags(), Map.of()).help();

        assertThat(help).startsWith("Usage: try [OPTIONS] [NAME...]").contains("-f, --force")
                .contains("(default: 10)").contains("[$LABELS]").contains("[$MACHINE_TRY_TIMEOUT]");
    }
}
