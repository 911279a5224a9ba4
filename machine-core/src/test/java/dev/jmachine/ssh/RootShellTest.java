package dev.jmachine.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the command lines by the real {@code /bin/sh}, with stand-ins for {@code id} and {@code sudo}. */
class RootShellTest {

    @TempDir
    Path bin;

    private String printed(String command, String input) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("/bin/sh", "-c", command).redirectErrorStream(true);
        builder.environment().put("PATH", bin + ":/usr/bin:/bin");
        Process shell = builder.start();
        shell.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
        shell.getOutputStream().close();
        return new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private void userIs(int number) throws IOException {
        program("id", "echo " + number);
        program("sudo", "shift; printf 'as root: '; exec \"$@\"");
    }

    private void program(String name, String body) throws IOException {
        Path file = Files.writeString(bin.resolve(name), "#!/bin/sh\n" + body + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void scriptsAreReadFromStandardInput() throws IOException {
        userIs(0);
        assertThat(printed(RootShell.SCRIPT, "echo 'it is' done\n")).isEqualTo("it is done\n");

        userIs(1000);
        assertThat(printed(RootShell.SCRIPT, "echo 'it is' done\n")).isEqualTo("as root: it is done\n");
    }

    @Test
    void aCommandLeavesStandardInputToItsScript() throws IOException {
        String command = RootShell.command("printf %s \"it's \"; cat");
        userIs(0);
        assertThat(printed(command, "the caller's")).isEqualTo("it's the caller's");

        userIs(1000);
        assertThat(printed(command, "the caller's")).isEqualTo("as root: it's the caller's");
    }
}
