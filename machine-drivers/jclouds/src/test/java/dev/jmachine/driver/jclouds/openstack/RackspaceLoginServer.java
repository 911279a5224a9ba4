package dev.jmachine.driver.jclouds.openstack;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.jmachine.cloud.JsonValue;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * Stands in for Rackspace's identity service: takes an API key and answers as version 2 of the API does, with a token
 * and the endpoint of real services.
 * https://docs-ospc.rackspace.com/cloud-identity/v2/api-reference/token-operations
 */
final class RackspaceLoginServer implements AutoCloseable {
    static final String API_KEY = "0123456789abcdef";
    private static final String ACCESS = """
            {"access": {
              "token": {"id": "%s", "expires": "2090-01-01T00:00:00.000Z", "tenant": {"id": "%s", "name": "work"}},
              "user": {"id": "1", "name": "ada", "roles": []},
              "serviceCatalog": [{"name": "cloudServersOpenStack", "type": "compute", "endpoints": [
                {"region": "IAD", "tenantId": "%s", "versionId": "2", "publicURL": "%s/compute/v2.1"}]}]}}""";
    private static final String REFUSAL =
            "{\"unauthorized\": {\"code\": 401, \"message\": \"Username or api key is invalid.\"}}";

    private final HttpServer server;
    private final OpenStackServers openStack;

    RackspaceLoginServer(OpenStackServers openStack) throws IOException {
        this.openStack = openStack;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v2.0/tokens", this::answer);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v2.0/";
    }

    private void answer(HttpExchange exchange) throws IOException {
        JsonValue asked = JsonValue.parse(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
        boolean known = asked.text("auth", "RAX-KSKEY:apiKeyCredentials", "username").equals("ada")
                && asked.text("auth", "RAX-KSKEY:apiKeyCredentials", "apiKey").equals(API_KEY);
        String project = openStack.id("work");
        byte[] body = (known ? ACCESS.formatted(openStack.view().token(), project, project, openStack.proxy().url())
                : REFUSAL).getBytes(UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(known ? 200 : 401, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
