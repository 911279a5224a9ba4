package dev.jmachine.driver.jclouds.openstack;

import dev.jmachine.cloud.JsonValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Looks at an OpenStack project with plain requests, without the driver and its libraries. */
final class OpenStackView {
    private static final String LOGIN = """
            {"auth": {"identity": {"methods": ["password"], "password": {"user": {"name": "ada",
              "password": "correct horse", "domain": {"id": "default"}}}},
              "scope": {"project": {"name": "work", "domain": {"id": "default"}}}}}""";

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI front;
    private final String token;

    OpenStackView(URI front) {
        this.front = front;
        this.token = send(request("/identity/v3/auth/tokens").header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(LOGIN)))
                .headers().firstValue("x-subject-token").orElseThrow();
    }

    /** Return what of machines is there: servers, own security groups, floating addresses and ports. */
    List<String> all() {
        return Stream.of(
                names("/compute/v2.1/servers", "servers", "name"),
                names("/network/v2.0/security-groups", "security_groups", "name"),
                names("/network/v2.0/floatingips", "floatingips", "floating_ip_address"),
                names("/network/v2.0/ports?project_id=" + project(), "ports", "id"))
                .flatMap(found -> found).toList();
    }

    /** Return a server's details by the name of its machine. */
    JsonValue server(String name) {
        return get("/compute/v2.1/servers/detail").each("servers").stream()
                .filter(server -> server.text("name").equals(name)).findFirst().orElseThrow();
    }

    /** Return a token of the project. */
    String token() {
        return token;
    }

    /** Delete a server behind the driver's back. */
    void delete(String server) {
        send(request("/compute/v2.1/servers/" + server).header("X-Auth-Token", token).DELETE());
    }

    private String project() {
        return get("/identity/v3/auth/projects").each("projects").stream()
                .filter(project -> project.text("name").equals("work")).findFirst().orElseThrow().text("id");
    }

    private Stream<String> names(String path, String list, String key) {
        return get(path).each(list).stream().map(one -> one.text(key)).filter(name -> !name.equals("default"))
                .map(name -> list + " " + name);
    }

    /** Ask for what is behind a path, such as {@code /network/v2.0/networks}. */
    JsonValue get(String path) {
        try {
            return JsonValue.parse(send(request(path).header("X-Auth-Token", token)).body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(front + path)).timeout(Duration.ofSeconds(60));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
