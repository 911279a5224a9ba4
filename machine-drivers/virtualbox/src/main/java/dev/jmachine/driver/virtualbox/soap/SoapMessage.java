package dev.jmachine.driver.virtualbox.soap;

import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** Writes and reads the messages of SOAP 1.1. */
final class SoapMessage {
    private static final String ENVELOPE = "http://schemas.xmlsoap.org/soap/envelope/";
    private static final String VIRTUAL_BOX = "http://www.virtualbox.org/";
    private static final String LOG_ON = "IWebsessionManager_logon ";

    private SoapMessage() {
    }

    /** Return a request: names and values of the operation's arguments by turns. */
    static String request(String operation, String... arguments) {
        StringBuilder body = new StringBuilder();
        for (int index = 0; index < arguments.length; index += 2) {
            String name = arguments[index];
            body.append('<').append(name).append('>').append(escaped(arguments[index + 1]))
                    .append("</").append(name).append('>');
        }
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><s:Envelope xmlns:s=\"" + ENVELOPE + "\" xmlns:v=\""
                + VIRTUAL_BOX + "\"><s:Body><v:" + operation + ">" + body + "</v:" + operation
                + "></s:Body></s:Envelope>";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;");
    }

    /**
     * Read an answer.
     *
     * @return what was returned; empty when the text is no SOAP message
     * @throws VirtualBoxFault if the message is a fault
     */
    static Optional<SoapAnswer> read(String text, String activity) {
        Optional<Element> body = parse(text).flatMap(envelope -> first(envelope, "Body"));
        Optional<Element> fault = body.flatMap(element -> first(element, "Fault"));
        if (fault.isPresent()) {
            throw fault(fault.get(), activity);
        }
        return body.map(SoapMessage::content).map(SoapAnswer::new);
    }

    private static Element content(Element body) {
        return body.getFirstChild() instanceof Element element ? element : body;
    }

    private static VirtualBoxFault fault(Element fault, String activity) {
        String text = first(fault, "faultstring").map(Element::getTextContent).orElse("").strip()
                .replaceFirst("^VirtualBox error: (apirc=0x[0-9a-f]{8} ?)?", "");
        Optional<String> resultCode = first(fault, "detail")
                .flatMap(detail -> first(detail, "RuntimeFault"))
                .flatMap(runtime -> first(runtime, "resultCode"))
                .map(Element::getTextContent);
        if (resultCode.isPresent()) {
            return VirtualBoxFault.of(activity, Integer.parseInt(resultCode.get().strip()), text);
        }
        // The service says nothing at all of a refused log-on.
        if (text.isEmpty() && activity.contains(LOG_ON)) {
            return VirtualBoxFault.notAuthenticated(activity);
        }
        return VirtualBoxFault.refused(activity, text.isEmpty() ? "It reports a fault without a text." : text);
    }

    private static Optional<Element> first(Element parent, String name) {
        List<Element> found = SoapAnswer.children(parent, name);
        return found.isEmpty() ? Optional.empty() : Optional.of(found.get(0));
    }

    private static Optional<Element> parse(String text) {
        try {
            DocumentBuilder builder = builder();
            // The builder's own handler prints what it finds to standard error.
            builder.setErrorHandler(new DefaultHandler());
            return Optional.of(builder.parse(new InputSource(new StringReader(text))).getDocumentElement())
                    .filter(root -> ENVELOPE.equals(root.getNamespaceURI()));
        } catch (SAXException e) {
            return Optional.empty();
        } catch (IOException | ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static DocumentBuilder builder() throws ParserConfigurationException {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        factory.setNamespaceAware(true);
        factory.setExpandEntityReferences(false);
        return factory.newDocumentBuilder();
    }
}
