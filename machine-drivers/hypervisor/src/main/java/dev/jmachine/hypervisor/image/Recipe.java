package dev.jmachine.hypervisor.image;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** The shell scripts that make an image; {@code build-image.sh} is the one to run. */
@FunctionalInterface
interface Recipe {
    String SCRIPT = "build-image.sh";

    /** Put the scripts into a folder. */
    void unpackInto(Path folder) throws IOException;

    /** Return the recipe that comes with the driver. */
    static Recipe builtIn() {
        return folder -> {
            for (String file : List.of(SCRIPT, "customize-tree.sh", "initrd-init.sh")) {
                try (InputStream content = Recipe.class.getResourceAsStream(file)) {
                    Files.copy(content, folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
                }
            }
        };
    }
}
