package dev.jmachine.driver.virtualbox.service;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * Programs of the names of VirtualBox's: a web service that only listens, and a {@code VBoxManage} that keeps global
 * values as files of a folder.
 */
final class StandInPrograms {
    private static final String JAVA = Path.of(System.getProperty("java.home"), "bin", "java").toString();

    private final Path folder;

    private StandInPrograms(Path folder) {
        this.folder = folder;
    }

    static StandInPrograms in(Path folder) throws IOException {
        StandInPrograms made = new StandInPrograms(folder);
        Files.createDirectories(folder.resolve("values"));
        made.write("vboxwebsrv", "echo $$ >> '%1$s/started'\nexec '%2$s' -cp '%3$s' %4$s \"$4\"\n");
        made.write("VBoxManage", """
                file='%1$s/values/'$(echo "$3" | tr / .)
                if [ $# = 4 ]; then echo "$4" > "$file"; else rm -f "$file"; fi
                """);
        return made;
    }

    private void write(String name, String script) throws IOException {
        Path file = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + script.formatted(
                folder, JAVA, System.getProperty("java.class.path"), StandInPrograms.class.getName()));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }

    /** Listen at a port of the loopback address until the end. */
    public static void main(String[] arguments) throws IOException {
        try (ServerSocket server = new ServerSocket(
                Integer.parseInt(arguments[0]), 50, InetAddress.getByName(ServiceRecord.ADDRESS))) {
            while (true) {
                server.accept().close();
            }
        }
    }

    /** Let the web service end at once, with a message. */
    void breakService() throws IOException {
        write("vboxwebsrv", "echo $$ >> '%1$s/started'\necho 'no such library'; exit 1\n");
    }

    VirtualBoxInstallation installation() {
        return VirtualBoxInstallation.find(folder.toString());
    }

    /** Return the web services that were started so far. */
    List<Long> started() throws IOException {
        Path started = folder.resolve("started");
        return Files.exists(started) ? Files.readAllLines(started).stream().map(Long::valueOf).toList() : List.of();
    }

    /** Return the global values that there are. */
    List<String> values() {
        return List.of(folder.resolve("values").toFile().list());
    }
}
