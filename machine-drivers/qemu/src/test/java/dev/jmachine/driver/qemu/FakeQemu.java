package dev.jmachine.driver.qemu;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.jr.ob.JSON;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Stands in for QEMU's programs where no guest is needed: becomes a daemon, writes its pid file, speaks QMP, and has a
 * guest of which only the SSH server's greeting is real. {@code -fake WORD} among its arguments changes how it behaves.
 */
public final class FakeQemu {
    private static final String DAEMON = "--daemon";

    private FakeQemu() {
    }

    /** Put the programs into a folder and return the emulator. */
    static Path install(Path folder) throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        String classPath = String.join(File.pathSeparator,
                location(FakeQemu.class), location(JSON.class), location(JsonFactory.class));
        script(folder.resolve("qemu-img"), "for a; do b=$c; c=$a; done\nprintf '%s' \"$*\" >\"$b\"");
        return script(folder.resolve("qemu-fake"), """
                case $1 in --version) echo 'QEMU emulator version 9.9.9 (fake)'; exit;; esac
                exec '%s' -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx32m -cp '%s' %s "$@"
                """.formatted(java, classPath, FakeQemu.class.getName()));
    }

    private static String location(Class<?> type) {
        return type.getProtectionDomain().getCodeSource().getLocation().getPath();
    }

    /** Write a shell script that can be run. */
    static Path script(Path file, String body) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + body + "\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    public static void main(String[] arguments) throws Exception {
        List<String> line = new ArrayList<>(List.of(arguments));
        if (line.get(0).equals(DAEMON)) {
            runGuest(line);
            return;
        }
        if (behaves(line, "fails")) {
            System.err.println("qemu: warning: something small");
            System.err.println("qemu: -m 9999999M: something is quite wrong");
            System.exit(1);
        }
        ProcessHandle.Info self = ProcessHandle.current().info();
        List<String> again = new ArrayList<>(List.of(self.command().orElseThrow()));
        List<String> own = List.of(self.arguments().orElseThrow());
        again.addAll(own.subList(0, own.indexOf(FakeQemu.class.getName()) + 1));
        again.add(DAEMON);
        again.addAll(line);
        File nothing = new File("/dev/null");
        Process daemon = new ProcessBuilder(again)
                .redirectInput(nothing).redirectOutput(ProcessBuilder.Redirect.PIPE).redirectError(nothing).start();
        System.exit(daemon.getInputStream().read() == 'r' ? 0 : 1);
    }

    private static void runGuest(List<String> line) throws Exception {
        Files.writeString(console(line), "Booting the fake guest\n");
        if (!behaves(line, "mute")) {
            new FakeMonitor(Path.of("qmp.sock"), command -> answer(command, line));
        }
        try (ServerSocket ssh = listen(line, 22); ServerSocket engine = listen(line, 2376)) {
            Path pidFile = Path.of(value(line, "-pidfile"));
            Files.writeString(pidFile, ProcessHandle.current().pid() + "\n");
            System.out.print('r');
            System.out.close();
            if (behaves(line, "panics")) {
                Files.writeString(console(line), "Booting the fake guest\nKernel panic - not syncing: fake\n");
                return;
            }
            while (engine.isBound()) {
                greet(ssh, !behaves(line, "deaf"));
            }
        }
    }

    private static void greet(ServerSocket server, boolean aloud) throws IOException {
        try (Socket client = server.accept()) {
            if (aloud) {
                client.getOutputStream().write("SSH-2.0-fake\r\n".getBytes(StandardCharsets.US_ASCII));
            }
        }
    }

    private static String answer(String command, List<String> line) {
        switch (command) {
            case "query-status":
                return FakeMonitor.status(behaves(line, "paused") ? "paused" : "running");
            case "system_powerdown", "quit":
                Runtime.getRuntime().halt(0);
                return null;
            default:
                return FakeMonitor.done();
        }
    }

    private static ServerSocket listen(List<String> line, int guestPort) throws IOException {
        Matcher forward = Pattern.compile("hostfwd=tcp:127\\.0\\.0\\.1:(\\d+)-:" + guestPort + "\\b")
                .matcher(String.join(" ", line));
        forward.find();
        return new ServerSocket(Integer.parseInt(forward.group(1)), 5, InetAddress.getByName("127.0.0.1"));
    }

    private static Path console(List<String> line) {
        return Path.of(value(line, "-chardev").replaceFirst(".*path=", "").replace(",,", ","));
    }

    private static String value(List<String> line, String option) {
        return line.get(line.indexOf(option) + 1);
    }

    private static boolean behaves(List<String> line, String word) {
        return line.contains(word) && line.get(line.indexOf(word) - 1).equals("-fake");
    }
}
