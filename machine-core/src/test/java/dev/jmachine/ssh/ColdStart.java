package dev.jmachine.ssh;

import dev.jmachine.api.RemoteShell;
import dev.jmachine.api.SshEndpoint;
import java.nio.file.Path;
import java.security.Security;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** What a program does that connects once: the main class of {@link ColdStartIT}'s own JVM. */
final class ColdStart {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private ColdStart() {}

    /** Arguments: user, port, private key, known hosts. */
    public static void main(String[] arguments) {
        long start = System.nanoTime();
        String before = Arrays.toString(Security.getProviders());
        SshEndpoint endpoint = new SshEndpoint(
                arguments[0], "127.0.0.1", Integer.parseInt(arguments[1]), List.of(Path.of(arguments[2])));
        KnownHosts known = new KnownHosts(Path.of(arguments[3]));
        try (RemoteShell shell = new SshConnector().connect(endpoint, "m", known, key -> {}, TIMEOUT)) {
            System.out.print(shell.run("echo in", TIMEOUT).output());
        }
        long milliseconds = (System.nanoTime() - start) / 1_000_000;
        System.out.println(before.equals(Arrays.toString(Security.getProviders())) ? "same providers" : "others");
        System.out.println(milliseconds + " ms");
    }
}
