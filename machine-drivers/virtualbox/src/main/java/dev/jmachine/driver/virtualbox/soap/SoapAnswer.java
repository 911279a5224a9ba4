package dev.jmachine.driver.virtualbox.soap;

import java.util.ArrayList;
import java.util.List;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** What a call of the web service returned: the elements {@code returnval} of its answer. Not thread-safe. */
public final class SoapAnswer {
    private final Element response;
    private final List<Element> values;

    SoapAnswer(Element response) {
        this.response = response;
        this.values = children(response, "returnval");
    }

    /** Return the one text that was returned; empty for none, as where VirtualBox returns no object. */
    public String text() {
        return values.isEmpty() ? "" : values.get(0).getTextContent().strip();
    }

    /** Return all texts that were returned. */
    public List<String> texts() {
        return values.stream().map(value -> value.getTextContent().strip()).toList();
    }

    /** Return whether the one value that was returned is true. */
    public boolean flag() {
        return Boolean.parseBoolean(text());
    }

    /** Return the one whole number that was returned. */
    public long number() {
        return Long.parseLong(text());
    }

    /** Return the texts of one field of each structure that was returned; empty for a structure without it. */
    public List<String> field(String name) {
        List<String> texts = new ArrayList<>();
        for (Element value : values) {
            List<Element> fields = children(value, name);
            texts.add(fields.isEmpty() ? "" : fields.get(0).getTextContent().strip());
        }
        return texts;
    }

    /** Return the text of what a call returned beside its value; empty for none. */
    public String output(String name) {
        List<Element> outputs = children(response, name);
        return outputs.isEmpty() ? "" : outputs.get(0).getTextContent().strip();
    }

    static List<Element> children(Element parent, String name) {
        List<Element> found = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element && name.equals(element.getLocalName())) {
                found.add(element);
            }
        }
        return found;
    }
}
