package dev.jmachine.driver.vmwarevsphere;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.jmachine.driver.vmwarevsphere.vim.ServerTrust;
import dev.jmachine.driver.vmwarevsphere.vim.VimSession;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server of the web service that answers each method with what the test has prepared, for what vcsim never does. */
final class FakeVim implements AutoCloseable {
    private static final Pattern METHOD = Pattern.compile("<soapenv:Body><(\\w+)");
    static final String SERVICES = """
            <returnval>
            <rootFolder type="Folder">group-d1</rootFolder>
            <propertyCollector type="PropertyCollector">propertyCollector</propertyCollector>
            <viewManager type="ViewManager">ViewManager</viewManager>
            <sessionManager type="SessionManager">SessionManager</sessionManager>
            <searchIndex type="SearchIndex">SearchIndex</searchIndex>
            <taskManager type="TaskManager">TaskManager</taskManager>
            </returnval>""";

    private final HttpServer server;
    private final Map<String, Queue<String>> answers = new HashMap<>();
    private final List<String> calls = new ArrayList<>();
    private int status = 200;

    FakeVim() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::serve);
        server.start();
        answer("RetrieveServiceContent", SERVICES);
    }

    /** Answer a method so, after the answers prepared for it before. */
    FakeVim answer(String method, String content) {
        answers.computeIfAbsent(method, name -> new ArrayDeque<>()).add(content);
        return this;
    }

    /** Answer the next calls with properties of objects. */
    FakeVim answerProperties(String... objects) {
        return answer("RetrievePropertiesEx", "<returnval>" + String.join("", objects) + "</returnval>");
    }

    /** Answer everything with an HTTP status and no SOAP from now on. */
    void failWith(int httpStatus) {
        status = httpStatus;
    }

    /** Return a property of an object, as a part of an answer. */
    static String property(String type, String id, String name, String value) {
        return "<objects><obj type=\"" + type + "\">" + id + "</obj><propSet><name>" + name + "</name><val>" + value
                + "</val></propSet></objects>";
    }

    /** Return the methods called. */
    synchronized List<String> calls() {
        return List.copyOf(calls);
    }

    VimSession login() {
        URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/sdk");
        return VimSession.login(url, ServerTrust.authorities(), "user", "password");
    }

    private synchronized void serve(HttpExchange exchange) throws IOException {
        String request = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Matcher method = METHOD.matcher(request);
        String name = method.find() ? method.group(1) : "";
        calls.add(name);
        Queue<String> prepared = answers.getOrDefault(name, new ArrayDeque<>());
        String body = status == 200 ? envelope(name, prepared.isEmpty() ? "" : prepared.remove()) : "no service";
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static String envelope(String method, String content) {
        return "<soapenv:Envelope xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\""
                + " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><soapenv:Body><" + method
                + "Response xmlns=\"urn:vim25\">" + content + "</" + method + "Response></soapenv:Body>"
                + "</soapenv:Envelope>";
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
