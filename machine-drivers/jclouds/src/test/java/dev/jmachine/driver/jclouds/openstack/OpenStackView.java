package dev.jmachine.driver.jclouds.openstack;

import dev.jmachine.api.Deadline;
import dev.jmachine.api.MachineException;
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

    private static final Duration SETTLING = Duration.ofSeconds(15);

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI front;
    private final String project;
    private final String token;

    /** Log in, once: the token outlives all tests. */
    OpenStackView(URI front, String project) {
        this.front = front;
        this.project = project;
        this.token = send(request("/identity/v3/auth/tokens").header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(LOGIN)))
                .headers().firstValue("x-subject-token").orElseThrow();
    }

    /** Check that nothing of machines is left; what Nova deletes while it builds it is listed for a moment more. */
    void assertNothingIsLeft() {
        try {
            Deadline.after(SETTLING).await("nothing to be left", Duration.ofMillis(500), () -> all().isEmpty());
        } catch (MachineException e) {
            throw new AssertionError("There is left: " + all(), e);
        }
    }

    /** Return what of machines is there: servers, own security groups, floating addresses, ports and volumes. */
    private List<String> all() {
        return Stream.of(
                names("/compute/v2.1/servers", "servers", "name"),
                names("/network/v2.0/security-groups", "security_groups", "name"),
                names("/network/v2.0/floatingips", "floatingips", "floating_ip_address"),
                names("/network/v2.0/ports?project_id=" + project, "ports", "id"),
                names("/volume/v3/" + project + "/volumes", "volumes", "id"))
                .flatMap(found -> found).toList();
    }

    /** Return a server's details by the name of its machine. */
    JsonValue server(String name) {
        return get("/compute/v2.1/servers/detail").each("servers").stream()
                .filter(server -> server.text("name").equals(name)).findFirst().orElseThrow();
    }

    /** Return the project's volumes with their details. */
    List<JsonValue> volumes() {
        return get("/volume/v3/" + project + "/volumes/detail").each("volumes");
    }

    /** Return a token of the project. */
    String token() {
        return token;
    }

    /** Delete what is behind a path, such as {@code /compute/v2.1/servers/ID}. */
    void delete(String path) {
        send(request(path).header("X-Auth-Token", token).DELETE());
    }

    /** Make what a path lists, and return what was made. */
    JsonValue post(String path, String body) {
        try {
            return JsonValue.parse(send(request(path).header("X-Auth-Token", token)
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(body))).body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
