package dev.jmachine.cli.command.image;

import dev.jmachine.api.MachineImage;
import dev.jmachine.cli.output.JsonDocument;
import dev.jmachine.cli.output.Table;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Shows images as a table, or as a document for programs. */
final class ImageTable {

    private ImageTable() {
    }

    static String text(List<MachineImage> images) {
        StringBuilder table = new StringBuilder("NAME\tVERSION\tENGINE\tSIZE\tBUILT\tFILE\n");
        for (MachineImage image : images) {
            table.append(String.join("\t", image.name(), image.version(),
                    image.engine().isEmpty() ? "-" : image.engine(), image.size() / (1024 * 1024) + " MiB",
                    image.built().toString(), image.file().toString())).append('\n');
        }
        return Table.align(table.toString());
    }

    static String json(List<MachineImage> images) {
        return new JsonDocument().put("images", images.stream().map(ImageTable::keys).toList()).text() + "\n";
    }

    private static Map<String, Object> keys(MachineImage image) {
        Map<String, Object> keys = new LinkedHashMap<>();
        keys.put("name", image.name());
        keys.put("imageVersion", image.version());
        keys.put("engine", image.engine());
        keys.put("sizeBytes", image.size());
        keys.put("built", image.built().toString());
        keys.put("file", image.file().toString());
        return keys;
    }
}
