package dev.jmachine.cli.command.show;

import dev.jmachine.cli.option.UsageException;
import dev.jmachine.cli.output.Table;
import dev.jmachine.cli.template.Template;
import dev.jmachine.cli.template.TemplateException;
import java.util.List;
import java.util.Map;

/** How {@code ls} prints its rows: a template for each, as a table with a header or without. */
final class RowFormat {
    private static final String DEFAULT = "table {{ .Name }}\t{{ .Active }}\t{{ .DriverName}}\t{{ .State }}\t{{ .URL }}"
            + "\t{{ .Swarm }}\t{{ .DockerVersion }}\t{{ .Error}}";
    private static final Map<String, Object> HEADERS = Map.ofEntries(
            Map.entry("Name", "NAME"), Map.entry("Active", "ACTIVE"), Map.entry("ActiveHost", "ACTIVE_HOST"),
            Map.entry("ActiveSwarm", "ACTIVE_SWARM"), Map.entry("DriverName", "DRIVER"), Map.entry("State", "STATE"),
            Map.entry("URL", "URL"), Map.entry("SwarmOptions", "SWARM_OPTIONS"), Map.entry("Swarm", "SWARM"),
            Map.entry("EngineOptions", "ENGINE_OPTIONS"), Map.entry("Error", "ERRORS"),
            Map.entry("CertificateExpires", "CERTIFICATE_EXPIRES"), Map.entry("DockerVersion", "DOCKER"),
            Map.entry("ResponseTime", "RESPONSE"));

    private final String format;
    private final boolean table;
    private final Template template;

    /**
     * Read a format; an empty one is the default.
     *
     * @throws UsageException if it is no template
     */
    RowFormat(String given) {
        String text = given.isEmpty() ? DEFAULT : given;
        table = text.startsWith("table");
        format = text.substring(table ? "table".length() : 0).strip().replace("\\t", "\t").replace("\\n", "\n");
        try {
            template = Template.parse(format + "\n");
        } catch (TemplateException e) {
            throw new UsageException("template parsing error: " + e.getMessage());
        }
    }

    /** Return whether the format shows this field. */
    boolean shows(String field) {
        return format.contains("." + field);
    }

    /** Return the text of all rows. */
    String text(List<Map<String, Object>> rows) {
        StringBuilder text = new StringBuilder();
        try {
            if (table) {
                text.append(template.fillStrictly(HEADERS));
            }
            rows.forEach(row -> text.append(template.fillStrictly(row)));
        } catch (TemplateException e) {
            throw new UsageException("template error: " + e.getMessage());
        }
        return table ? Table.align(text.toString()) : text.toString();
    }
}
