package dev.jmachine.driver.qemu;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Puts images into a catalogue that look right but hold nothing. */
final class TestImages {
    static final String NAME = "debian-13";

    private TestImages() {
    }

    static void putInto(Path cacheFolder) throws IOException {
        Path folder = Files.createDirectories(cacheFolder.resolve("images").resolve(NAME));
        for (String file : new String[] {"disk.qcow2", "vmlinuz", "initrd.img"}) {
            Files.writeString(folder.resolve(file), file);
        }
        Files.writeString(folder.resolve("image.json"), """
                {
                  "format": 1, "name": "%s", "version": "13-0", "distribution": "debian", "release": "13",
                  "codename": "trixie", "architecture": "amd64", "engine": null, "handover": "seed", "boot": "kernel",
                  "kernel": "0", "kernelCommandLine": "quiet", "kernelCommandLineEmulation": "nokaslr",
                  "virtualBytes": 4294967296, "contentTime": "2026-01-01T00:00:00Z", "builtAt": "2026-01-01T00:00:00Z",
                  "files": []
                }
                """.formatted(NAME));
    }
}
