package dev.jmachine.cli.completion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.jmachine.cli.Distribution;
import dev.jmachine.cli.remote.ExternalProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scripts in the shells they are for, as far as these are installed. */
class CompletionScriptsIT {
    @TempDir
    Path folder;
    private Distribution jmachine;

    @BeforeEach
    void open() throws IOException {
        jmachine = new Distribution(folder.resolve("store"))
                .with("PATH", Distribution.HOME.resolve("bin") + ":" + System.getenv("PATH"));
        for (String name : List.of("web1", "web2", "db1")) {
            Path machine = Files.createDirectories(folder.resolve("store/machines").resolve(name));
            Files.writeString(machine.resolve("config.json"), "{\"ConfigVersion\":3,\"Driver\":{\"URL\":\"tcp://x:1\"},"
                    + "\"DriverName\":\"none\",\"HostOptions\":{},\"Name\":\"" + name + "\"}");
        }
    }

    private String run(String shell, String script) {
        assumeThat(ExternalProgram.find(shell, System.getenv())).as(shell + " is installed").isPresent();
        Distribution.Result result = jmachine.execute(List.of(shell, "-c", script));
        assertThat(result.err()).isEmpty();
        return result.out().strip();
    }

    @Test
    void bashOffersMachinesAndPutsNoBlankAfterAColon() {
        String load = "source <(jmachine completion bash); compopt() { echo \"$2\"; }; COMP_WORDS=(jmachine ";
        String ask = "_jmachine; echo \"${COMPREPLY[@]}\"";

        assertThat(run("bash", load + "start w); COMP_CWORD=2; " + ask)).isEqualTo("web1 web2");
        assertThat(run("bash", load + "scp d); COMP_CWORD=2; " + ask)).isEqualTo("nospace\ndb1:");
        assertThat(run("bash", load + "create -d = n); COMP_CWORD=4; " + ask)).isEqualTo("none");
        assertThat(run("bash", "source <(jmachine completion bash); complete -p jmachine"))
                .isEqualTo("complete -o default -F _jmachine jmachine");
    }

    @Test
    void fishOffersCommandsAndMachines() {
        assertThat(run("fish", "jmachine completion fish | source; complete -C 'jmachine sta'"))
                .isEqualTo("stack\nstart\nstatus");
        assertThat(run("fish", "jmachine completion fish | source; complete -C 'jmachine rm -y '"))
                .isEqualTo("db1\nweb1\nweb2");
    }

    @Test
    void zshLoadsTheScriptAndAsksWithTheWordsTyped() {
        String load = "autoload -U compinit; compinit -u -d " + folder.resolve("dump") + "; "
                + "source <(jmachine completion zsh); compadd() { print -- \"$@\"; }; "
                + "words=(jmachine stop w); CURRENT=3; ";

        assertThat(run("zsh", load + "_jmachine")).isEqualTo("-- web1 web2");
    }
}
