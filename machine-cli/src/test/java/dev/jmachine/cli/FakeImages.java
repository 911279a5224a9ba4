package dev.jmachine.cli;

import dev.jmachine.api.DriverOption;
import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.MachineImage;
import dev.jmachine.api.MachineImages;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Images in memory. */
final class FakeImages implements MachineImages {
    final List<MachineImage> images = new ArrayList<>();
    Map<String, List<String>> options;

    @Override
    public List<DriverOption> buildOptions() {
        return List.of(DriverOption.flag("with-engine", "", "Put the engine in"));
    }

    @Override
    public MachineImage build(Map<String, List<String>> given) {
        options = given;
        images.add(new MachineImage("debian", "12.11", given.isEmpty() ? "" : "20.10.24", 512L << 20, Instant.EPOCH,
                Path.of("/images/debian.qcow2")));
        return images.get(0);
    }

    @Override
    public List<MachineImage> list() {
        return images;
    }

    @Override
    public void remove(String name) {
        if (!images.removeIf(image -> image.name().equals(name))) {
            throw new MachineException(ErrorCode.IMAGE, "Removing the image \"" + name + "\"", "There is none.");
        }
    }
}
