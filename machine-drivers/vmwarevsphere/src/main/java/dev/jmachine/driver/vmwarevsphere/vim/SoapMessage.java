package dev.jmachine.driver.vmwarevsphere.vim;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** Writes and reads SOAP 1.1 envelopes. */
final class SoapMessage {
    private static final String HEAD = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
            + "<soapenv:Envelope xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\""
            + " xmlns:xsd=\"http://www.w3.org/2001/XMLSchema\""
            + " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">";

    private SoapMessage() {
    }

    /** Return the text of a request. The operation's id stands in the server's log beside all that it leads to. */
    static String write(String operationId, VimElement call) {
        StringBuilder text = new StringBuilder(HEAD);
        text.append("<soapenv:Header><operationID xmlns=\"urn:vim25\">").append(escaped(operationId))
                .append("</operationID></soapenv:Header><soapenv:Body>");
        write(text, call, " xmlns=\"urn:vim25\"");
        return text.append("</soapenv:Body></soapenv:Envelope>").toString();
    }

    private static void write(StringBuilder text, VimElement element, String attributes) {
        text.append('<').append(element.name()).append(attributes);
        if (!element.type().isEmpty()) {
            text.append(" xsi:type=\"").append(escaped(element.type())).append('"');
        }
        if (!element.objectType().isEmpty()) {
            text.append(" type=\"").append(escaped(element.objectType())).append('"');
        }
        text.append('>').append(escaped(element.text()));
        element.children().forEach(child -> write(text, child, ""));
        text.append("</").append(element.name()).append('>');
    }

    /** What XML cannot hold, such as most control characters, is left out. */
    private static String escaped(String value) {
        StringBuilder text = new StringBuilder();
        value.codePoints().filter(SoapMessage::allowed).forEach(character -> {
            switch (character) {
                case '&' -> text.append("&amp;");
                case '<' -> text.append("&lt;");
                case '>' -> text.append("&gt;");
                case '"' -> text.append("&quot;");
                case '\r' -> text.append("&#13;");
                default -> text.appendCodePoint(character);
            }
        });
        return text.toString();
    }

    private static boolean allowed(int character) {
        return character >= ' ' && (character < 0xd800 || character > 0xdfff && character < 0xfffe
                || character > 0xffff) || character == '\t' || character == '\n' || character == '\r';
    }

    /**
     * Return what is in the body of an answer: the response, or the fault.
     *
     * @throws IOException if it is not an answer in SOAP
     */
    static VimElement read(String text) throws IOException {
        try {
            Element envelope = parser().parse(new InputSource(new StringReader(text))).getDocumentElement();
            return element(envelope).child("Body").flatMap(body -> body.children().stream().findFirst())
                    .orElseThrow(() -> new IOException("The answer's envelope is empty."));
        } catch (SAXException e) {
            throw new IOException("The answer is not XML: " + e.getMessage(), e);
        }
    }

    private static DocumentBuilder parser() {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setNamespaceAware(true);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            DocumentBuilder parser = factory.newDocumentBuilder();
            // The default one prints.
            parser.setErrorHandler(new DefaultHandler());
            return parser;
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static VimElement element(Element node) {
        List<VimElement> children = new ArrayList<>();
        for (Node child = node.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element) {
                children.add(element(element));
            }
        }
        String type = node.getAttributeNS(XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI, "type");
        return new VimElement(node.getLocalName(), type, node.getAttribute("type"),
                children.isEmpty() ? node.getTextContent() : "", children);
    }
}
