package dev.jmachine.testkit;

import dev.jmachine.api.Capability;
import dev.jmachine.api.DriverOption;
import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.MachineState;
import dev.jmachine.api.Readiness;
import dev.jmachine.spi.Driver;
import dev.jmachine.spi.DriverContext;
import dev.jmachine.spi.DriverFactory;
import dev.jmachine.spi.FailureKind;
import dev.jmachine.spi.MachineNetwork;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The least that a driver of a provider with an HTTP API can be: that of {@link RentalApi}. */
final class RentalDriver implements Driver {

    /** What the provider says when it fails. */
    static final class Trouble extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Trouble(HttpResponse<String> answer) {
            super("The provider answered " + answer.statusCode() + ", request "
                    + answer.headers().firstValue("request-id").orElse("unknown") + ".");
        }
    }

    /** Opens it. */
    static final class Factory implements DriverFactory {
        @Override
        public String name() {
            return "rental";
        }

        @Override
        public String summary() {
            return "servers for rent";
        }

        @Override
        public List<DriverOption> options() {
            return List.of(DriverOption.text("rental-url", "RENTAL_URL", "", "where the provider is"));
        }

        @Override
        public Set<Capability> capabilities() {
            return Set.of(Capability.POWER);
        }

        @Override
        public Readiness readiness() {
            return Readiness.usable("nothing is needed");
        }

        @Override
        public Driver open(DriverContext context) {
            return new RentalDriver(context);
        }
    }

    private final HttpClient client = HttpClient.newHttpClient();
    private final DriverContext context;

    RentalDriver(DriverContext context) {
        this.context = context;
    }

    private HttpResponse<String> call(String method, String rest) {
        String url = context.state().text("Url") + "/servers/" + context.state().text("Server") + rest;
        try {
            HttpResponse<String> answer = client.send(HttpRequest.newBuilder(URI.create(url))
                    .timeout(Duration.ofSeconds(10)).method(method, BodyPublishers.noBody()).build(),
                    BodyHandlers.ofString());
            if (answer.statusCode() >= 429) {
                throw new Trouble(answer);
            }
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void check() {
        if (!context.options().text("rental-url").startsWith("http:")) {
            throw new MachineException(ErrorCode.INVALID_ARGUMENT, "Checking the options", "That is no URL.");
        }
    }

    @Override
    public void create() {
        context.state().save(Map.of("Url", context.options().text("rental-url"), "Server", context.machineId()));
        call("PUT", "");
        call("POST", "/on");
    }

    @Override
    public void remove() {
        if (!context.state().text("Server").isEmpty()) {
            call("POST", "/off");
            call("DELETE", "");
        }
    }

    @Override
    public void start() {
        call("POST", "/on");
    }

    @Override
    public void stop() {
        call("POST", "/off");
    }

    @Override
    public void kill() {
        stop();
    }

    @Override
    public void restart() {
        start();
    }

    @Override
    public MachineState status() {
        if (context.state().text("Server").isEmpty()) {
            return MachineState.NOT_FOUND;
        }
        try {
            HttpResponse<String> answer = call("GET", "");
            return answer.statusCode() == 404 ? MachineState.NOT_FOUND
                    : answer.body().contains("true") ? MachineState.RUNNING : MachineState.STOPPED;
        } catch (Trouble | UncheckedIOException e) {
            return MachineState.TIMEOUT;
        }
    }

    @Override
    public MachineNetwork network() {
        return new MachineNetwork("127.0.0.1", Optional.empty(), URI.create("tcp://127.0.0.1:2376"), 2376,
                Optional.empty());
    }

    @Override
    public FailureKind classify(Throwable failure) {
        return failure instanceof Trouble || failure instanceof UncheckedIOException ? FailureKind.TRANSIENT
                : FailureKind.OTHER;
    }
}
