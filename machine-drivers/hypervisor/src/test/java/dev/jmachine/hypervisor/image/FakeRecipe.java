package dev.jmachine.hypervisor.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A recipe that speaks the real one's protocol, and is steered by files in a folder: it waits while {@code hold} is
 * there, fails with the text of {@code fail}, finds the host unfit with that of {@code unfit}, and counts its builds in
 * {@code builds}.
 */
final class FakeRecipe implements Recipe {
    private static final String TEXT = """
            #!/bin/bash
            set -e
            control='%s'
            output='' check=no name=debian release=''
            while [ $# -gt 0 ]; do
                case $1 in
                    --check) check=yes ;;
                    --clean)
                        group=$(cat "$2/group" 2>/dev/null || true)
                        [ -z "$group" ] || kill -KILL -- "-$group" 2>/dev/null || true
                        echo "$2" >>"$control/cleaned"
                        rm -rf "$2"; exit ;;
                    --release) name=$name-$2; release=$2; shift ;;
                    --output) output=$2; shift ;;
                    --engine) name=$name-engine ;;
                    --cloud) name=$name-cloud ;;
                esac
                shift
            done
            if [ -e "$control/unfit" ]; then cat "$control/unfit" >&2; exit 1; fi
            [ $check = no ] || exit 0
            echo "$name" >>"$control/builds"
            mkdir -p "$output"
            echo $$ >"$output/group"
            echo "progress 10 Downloading packages"
            echo "something else"
            while [ -e "$control/hold" ]; do sleep 0.05; done
            if [ -e "$control/fail" ]; then cat "$control/fail" >&2; exit 1; fi
            echo "progress 90 Compressing the disk"
            echo disk >"$output/disk.qcow2"
            echo kernel >"$output/vmlinuz"
            echo initrd >"$output/initrd.img"
            rm "$output/group"
            cat >"$output/image.json" <<END
            {"format": 1, "name": "$name", "version": "$release.9-abc", "engine": null, "handover": "seed",
             "boot": "kernel", "kernelCommandLine": "quiet", "kernelCommandLineEmulation": "nokaslr",
             "virtualBytes": 4294967296, "builtAt": "2026-01-02T03:04:05Z"}
            END
            """;

    private final Path control;

    FakeRecipe(Path control) throws IOException {
        this.control = Files.createDirectories(control);
    }

    @Override
    public void unpackInto(Path folder) throws IOException {
        Files.writeString(folder.resolve(SCRIPT), TEXT.formatted(control));
    }

    Path file(String name) {
        return control.resolve(name);
    }

    void set(String name, String text) throws IOException {
        Files.writeString(file(name), text);
    }

    void unset(String name) throws IOException {
        Files.delete(file(name));
    }

    long builds() throws IOException {
        return Files.exists(file("builds")) ? Files.readAllLines(file("builds")).size() : 0;
    }
}
