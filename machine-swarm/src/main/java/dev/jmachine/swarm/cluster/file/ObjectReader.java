package dev.jmachine.swarm.cluster.file;

import dev.jmachine.swarm.cluster.ExternalValue;
import dev.jmachine.swarm.cluster.ImageArchive;
import dev.jmachine.swarm.cluster.OverlayNetwork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads what a swarm has beside machines and stacks: images, networks, configs and secrets. */
final class ObjectReader {
    /** Names that the engine has taken. */
    private static final List<String> TAKEN = List.of("none", "host", "bridge", "ingress", "docker_gwbridge");
    private static final int LARGEST_SECRET = 500 * 1024;
    private static final int LARGEST_CONFIG = 1000 * 1024;

    private final Reading reading;

    ObjectReader(Reading reading) {
        this.reading = reading;
    }

    /** Return the images. */
    List<ImageArchive> images(Element element) {
        Set<String> names = new HashSet<>();
        return element.items().stream()
                .flatMap(item -> item.mapping(Section.IMAGE).stream())
                .flatMap(image -> image(image, names).stream()).toList();
    }

    private static Optional<ImageArchive> image(Mapping image, Set<String> names) {
        Optional<String> name = image.require("image").flatMap(value -> value.text(Form.IMAGE).filter(text -> {
            boolean isNew = names.add(text);
            if (!isNew) {
                value.problem("the image is there twice");
            }
            return isNew;
        }));
        Optional<Path> archive = image.require("archive").flatMap(Element::file);
        return name.flatMap(text -> archive.map(file -> new ImageArchive(text, file)));
    }

    /** Return a network; nothing said of it means an overlay network with all defaults. */
    Optional<OverlayNetwork> network(String name, Element element) {
        Texts.requireForm(name, Form.OBJECT_NAME, element);
        if (TAKEN.contains(name)) {
            element.lacks("the engine has a network of that name of its own");
        }
        if (element.isNothing()) {
            return Optional.of(new OverlayNetwork("overlay", false, false, false, List.of(), Map.of(), Map.of()));
        }
        return element.mapping(Section.NETWORK).map(network -> new OverlayNetwork(
                network.get("driver").flatMap(Element::text).orElse("overlay"),
                network.flag("attachable", false),
                network.flag("encrypted", false),
                network.flag("internal", false),
                network.get("subnets").map(Element::items).orElse(List.of()).stream()
                        .flatMap(subnet -> subnet.text(Form.NETWORK).stream()).toList(),
                Texts.labels(network),
                Texts.lines(new Layers(List.of(network)).entries("options"))));
    }

    /** Return where the value of a config is. */
    Optional<ExternalValue> config(String name, Element element) {
        return value(name, element, LARGEST_CONFIG);
    }

    /** Return where the value of a secret is. */
    Optional<ExternalValue> secret(String name, Element element) {
        return value(name, element, LARGEST_SECRET);
    }

    private Optional<ExternalValue> value(String name, Element element, int largest) {
        Texts.requireForm(name, Form.OBJECT_NAME, element);
        return element.mapping(Section.VALUE).flatMap(value -> {
            Map<String, String> labels = Texts.labels(value);
            if (value.get("file").isPresent() == value.get("environment").isPresent()) {
                element.lacks("has one of file and environment, where its value comes from");
            }
            Optional<ExternalValue> inFile = value.get("file").flatMap(place -> place.file()
                    .filter(file -> fits(file, place, largest)).map(file -> ExternalValue.inFile(file, labels)));
            Optional<ExternalValue> inEnvironment = value.get("environment")
                    .flatMap(place -> variable(place).map(text -> ExternalValue.inEnvironment(text, labels)));
            return inFile.or(() -> inEnvironment);
        });
    }

    private static boolean fits(Path file, Element place, int largest) {
        try {
            long size = Files.size(file);
            if (size == 0 || size > largest) {
                place.problem(size == 0 ? "the file " + file + " is empty"
                        : "the file " + file + " is larger than the " + largest / 1024 + " KB that a swarm takes");
            }
            return size > 0 && size <= largest;
        } catch (IOException e) {
            place.problem("the file " + file + " cannot be read: " + e.getMessage());
            return false;
        }
    }

    private Optional<String> variable(Element place) {
        return place.text(Form.VARIABLE).filter(name -> {
            if (!reading.substitution().knows(name)) {
                place.problem("the variable " + name + " is not set");
            }
            return reading.substitution().knows(name);
        });
    }
}
