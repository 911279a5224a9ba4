package dev.jmachine.driver.virtualbox;

import dev.jmachine.api.Deadline;
import dev.jmachine.driver.virtualbox.objects.Medium;
import dev.jmachine.driver.virtualbox.objects.VirtualBox;
import dev.jmachine.driver.virtualbox.soap.SoapClient;
import dev.jmachine.testkit.DebianProgram;
import dev.jmachine.testkit.DebianRoot;
import dev.jmachine.testkit.OpenDebianRoot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * VirtualBox from Debian's unstable archive, in a root of its own, with its web service. It does everything but start
 * machines and make host-only interfaces, for which it needs its kernel module.
 */
final class RealVirtualBox implements AutoCloseable {
    /** A disk that machines can be cloned from, with nothing on it. */
    static final String IMAGE = "/srv/base.vdi";
    static final int IMAGE_MEGABYTES = 24;
    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration CALL = Duration.ofSeconds(60);
    private static final String MACHINES = "/root/VirtualBox VMs";
    private static final DebianRoot ROOT = DebianRoot.of("sid", "virtualbox").withComponents("main", "contrib");

    private final OpenDebianRoot root;
    private final DebianProgram service;
    private final URI address;

    private RealVirtualBox(OpenDebianRoot root, Path log) throws IOException {
        this.root = root;
        int port = freePort();
        this.address = URI.create("http://127.0.0.1:" + port);
        this.service = root.start(log, "/usr/lib/virtualbox/vboxwebsrv", "--host", "127.0.0.1", "--port",
                Integer.toString(port), "--authentication", "null");
        Deadline.after(START).await("vboxwebsrv", Duration.ofMillis(50), () -> answers(port));
        ask(RealVirtualBox::makeImage);
    }

    /** Start it, or skip the running test and say why it cannot be had here. */
    static RealVirtualBox openOrSkip(Path log) {
        OpenDebianRoot root = ROOT.openOrSkip();
        try {
            return new RealVirtualBox(root, log);
        } catch (IOException e) {
            root.close();
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private static String makeImage(VirtualBox virtualBox) {
        Medium image = virtualBox.newDisk(IMAGE);
        image.createStorage(IMAGE_MEGABYTES * 1024L * 1024);
        image.close();
        return IMAGE;
    }

    URI address() {
        return address;
    }

    OpenDebianRoot root() {
        return root;
    }

    /** Put VirtualBox's programs into a folder of this computer, as scripts that start those of the root. */
    Path installInto(Path folder) throws IOException {
        // The first process of the root is the one whose view of the files this is.
        String first = root.path("/").getName(1).toString();
        for (String program : List.of("vboxwebsrv", "VBoxManage")) {
            Path script = Files.writeString(folder.resolve(program), """
                    #!/bin/sh
                    echo started >> "$0.log"
                    # In a process namespace the program is a child of nsenter's: it ends when that is killed.
                    exec nsenter --target %s --mount --uts --ipc --pid --root --wd env -i PATH=/usr/sbin:/usr/bin \
                        HOME=/root LC_ALL=C.UTF-8 setpriv --pdeathsig KILL /usr/lib/virtualbox/%s "$@"
                    """.formatted(first, program));
            Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        }
        return folder;
    }

    /** Return how often a program has been started that was put into a folder. */
    static int starts(Path folder, String program) {
        try {
            Path log = folder.resolve(program + ".log");
            return Files.exists(log) ? Files.readAllLines(log).size() : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Let folders of a folder be those of the same path in the root, so that both sides see the same files. */
    void shareFolders(Path parent, String... names) {
        try {
            for (String name : names) {
                Path outside = parent.resolve(name);
                Path inside = Files.createDirectories(root.path(outside.toString()));
                Files.setPosixFilePermissions(inside, PosixFilePermissions.fromString("rwx------"));
                Files.createSymbolicLink(outside, inside);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Run its own command line, and return what that says. */
    String manage(String... arguments) {
        return root.run(Stream.concat(Stream.of("/usr/lib/virtualbox/VBoxManage"), Stream.of(arguments))
                .toArray(String[]::new));
    }

    /** Return the users of web services that were made for it. */
    List<String> serviceUsers() {
        return manage("getextradata", "global", "enumerate").lines()
                .filter(line -> line.contains("VBoxAuthSimple/users/")).toList();
    }

    /** Ask it something, past whatever stands before it. */
    <T> T ask(Function<VirtualBox, T> question) {
        try (SoapClient client = new SoapClient(address, CALL);
                VirtualBox virtualBox = VirtualBox.logOn(client, "", "")) {
            return question.apply(virtualBox);
        }
    }

    /** Return all that it has: machines, disks and discs, NAT networks, and files of machines in its own folder. */
    List<String> contents() {
        List<String> found = new ArrayList<>(ask(virtualBox -> Stream.of(
                        virtualBox.machines().stream().map(machine -> "machine " + machine.id()),
                        Stream.concat(virtualBox.disks().stream(), virtualBox.discs().stream())
                                .map(disk -> "disk " + disk.location()),
                        virtualBox.natNetworks().stream().map(name -> "NAT network " + name))
                .flatMap(all -> all).toList()));
        Path folder = root.path(MACHINES);
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                files.filter(file -> !file.equals(folder)).forEach(file -> found.add("file " + file));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return found;
    }

    @Override
    public void close() {
        service.close();
        root.close();
    }
}
