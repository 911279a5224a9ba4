package dev.jmachine.cli.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.jmachine.cli.option.UsageException;
import dev.jmachine.cli.remote.ExternalProgram;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShellTest {
    private static final String NASTY = "/a b/$HOME/`id`/\"q\"/\\n/!x/'s'/*";

    @ParameterizedTest
    @CsvSource(delimiter = '~', ignoreLeadingAndTrailingWhitespace = false, value = {
        "bash~export A=\"1\"~unset A~# eval $(m env a)",
        "zsh~export A=\"1\"~unset A~# eval $(m env a)",
        "fish~set -gx A \"1\";~set -e A;~# eval (m env a)",
        "powershell~$Env:A = \"1\"~Remove-Item Env:\\\\A~# & m env a | Invoke-Expression",
        "cmd~SET A=1~SET A=~REM \t@FOR /f \"tokens=*\" %i IN ('m env a') DO @%i",
        "tcsh~setenv A \"1\";~unsetenv A;~: eval `m env a`",
        "emacs~(setenv \"A\" \"1\")~(setenv \"A\" nil)~"
                + ";; (with-temp-buffer (shell-command \"m env a\" (current-buffer)) (eval-buffer))",
    })
    void eachShellHasDockerMachinesLines(String name, String set, String unset, String hint) {
        Shell shell = Shell.named(name);

        assertThat(shell.set("A", "1")).isEqualTo(set);
        assertThat(shell.unset("A")).isEqualTo(unset);
        String comment = hint.substring(0, hint.indexOf(' '));
        assertThat(shell.hint("m env a"))
                .isEqualTo(comment + " Run this command to configure your shell: \n" + hint);
    }

    @ParameterizedTest
    @CsvSource({"bash,bash", "sh,bash", "zsh,zsh", "fish,fish", "tcsh,tcsh"})
    void aRealShellReadsBackEveryValue(String program, String name) throws Exception {
        Optional<Path> found = ExternalProgram.find(program, System.getenv());
        assumeThat(found).as(program + " is installed").isPresent();

        Process process = new ProcessBuilder(found.get().toString(), "-c",
                Shell.named(name).set("VALUE", NASTY) + "\nprintenv VALUE").redirectErrorStream(true).start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(printed).isEqualTo(NASTY + "\n");
    }

    @Test
    void powershellAndLispValuesAreQuotedInTheirWay() {
        assertThat(Shell.POWERSHELL.set("A", "a`$\"b")).isEqualTo("$Env:A = \"a```$`\"b\"");
        assertThat(Shell.EMACS.set("A", "a\"\\b")).isEqualTo("(setenv \"A\" \"a\\\"\\\\b\")");
    }

    @Test
    void theShellIsThatOfTheEnvironment() {
        assertThat(ShellDetection.detect(Map.of("SHELL", "/usr/bin/fish"), false)).isEqualTo(Shell.FISH);
        assertThat(ShellDetection.detect(Map.of("SHELL", "/bin/dash"), false)).isEqualTo(Shell.BASH);
        assertThat(ShellDetection.detect(Map.of(), true)).isIn(Shell.CMD, Shell.POWERSHELL);
        assertThatThrownBy(() -> ShellDetection.detect(Map.of(), false)).isInstanceOf(UsageException.class)
                .hasMessageStartingWith("Error: Unknown shell");
    }
}
