package dev.jmachine.cli.template;

import dev.jmachine.cli.option.UsageException;
import dev.jmachine.cli.output.Table;
import java.util.List;
import java.util.Map;

/** How a command prints its rows: a template for each, as a table with a header or without. Immutable. */
public final class RowFormat {
    private final Map<String, String> headers;
    private final String format;
    private final boolean table;
    private final Template template;

    /**
     * Read a format.
     *
     * @param given what the user asks for; empty for the default
     * @param otherwise the default
     * @param headers the header of each field that there is
     * @throws UsageException if it is no template
     */
    public RowFormat(String given, String otherwise, Map<String, String> headers) {
        this.headers = Map.copyOf(headers);
        String text = given.isEmpty() ? otherwise : given;
        table = text.startsWith("table");
        format = text.substring(table ? "table".length() : 0).strip().replace("\\t", "\t").replace("\\n", "\n");
        try {
            template = Template.parse(format + "\n");
        } catch (TemplateException e) {
            throw new UsageException("template parsing error: " + e.getMessage());
        }
    }

    /** Return whether the format shows this field. */
    public boolean shows(String field) {
        return format.contains("." + field);
    }

    /** Return the text of all rows, each with a value for every field. */
    public String text(List<Map<String, Object>> rows) {
        StringBuilder text = new StringBuilder();
        try {
            if (table) {
                text.append(template.fillStrictly(headers));
            }
            rows.forEach(row -> text.append(template.fillStrictly(row)));
        } catch (TemplateException e) {
            throw new UsageException("template error: " + e.getMessage());
        }
        return table ? Table.align(text.toString()) : text.toString();
    }
}
