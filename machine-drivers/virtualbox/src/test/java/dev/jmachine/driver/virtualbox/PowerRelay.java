package dev.jmachine.driver.virtualbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Stands before a real web service of VirtualBox that has no kernel module, and plays the running of machines, all of
 * it and nothing else: launching, the lock of a running machine, its console, its state. A guest that runs greets as an
 * SSH server where its first network card says. All other calls are the real service's.
 */
final class PowerRelay implements AutoCloseable {
    private static final Pattern OPERATION = Pattern.compile("<(?:\\w+:)(I[A-Za-z]+_\\w+)>");
    private static final Pattern RETURNED = Pattern.compile("<returnval>(.*?)</returnval>");
    private static final String PLAYED = "played-";
    private static final String PROGRESS = PLAYED + "progress";
    private static final String CONSOLE = PLAYED + "console-";
    private static final int INVALID_STATE = 0x80bb0007;

    private final URI real;
    private final HttpServer server;
    private final ExecutorService executor = Executors.newCachedThreadPool();
    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    /** Guests that run, by the machine's UUID. */
    private final Map<String, PlayedGuest> guests = new ConcurrentHashMap<>();
    /** The machine whose running guest a session has locked. */
    private final Map<String, String> sessions = new ConcurrentHashMap<>();

    PowerRelay(URI real) throws IOException {
        // Otherwise each answer is held back for 40 ms; read when the first server of the process starts.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        this.real = real;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.setExecutor(executor);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Return whether a machine's guest runs. */
    boolean runs(String machineId) {
        return guests.containsKey(machineId);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String request = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Matcher operation = OPERATION.matcher(request);
            String name = operation.find() ? operation.group(1) : "";
            Optional<String> played = play(name, request);
            HttpResponse<String> answer = played.isPresent() ? null : forward(request);
            byte[] body = (played.isPresent() ? played.get() : answer.body()).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/xml; charset=utf-8");
            exchange.sendResponseHeaders(played.isPresent() ? 200 : answer.statusCode(), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    /** Return what is played for a call; empty when it is the real service's. */
    private Optional<String> play(String operation, String request) {
        String target = argument(request, "_this");
        return switch (operation) {
            case "IMachine_launchVMProcess" -> launch(target, argument(request, "session"));
            case "IMachine_getState" -> runningMachine(target).map(id -> returning(operation, "Running"));
            case "IMachine_getSessionState" -> runningMachine(target).map(id -> returning(operation, "Locked"));
            case "IMachine_unregister" -> runningMachine(target).map(id -> fault("It runs."));
            case "IMachine_lockMachine" -> runningMachine(target).map(id -> lock(id, request));
            case "ISession_getConsole" -> Optional.ofNullable(sessions.get(target))
                    .map(id -> returning(operation, CONSOLE + id));
            case "ISession_unlockMachine" -> Optional.ofNullable(sessions.remove(target))
                    .map(id -> returning(operation, ""));
            case "IConsole_powerDown", "IConsole_powerButton" -> end(operation, target);
            case "IProgress_getCompleted" -> progress(operation, target, "true");
            case "IProgress_getResultCode" -> progress(operation, target, "0");
            default -> Optional.empty();
        };
    }

    private Optional<String> launch(String machine, String session) {
        String id = call("IMachine_getId", machine, "").group(1);
        String card = call("IMachine_getNetworkAdapter", machine, "<slot>0</slot>").group(1);
        String engine = call("INetworkAdapter_getNATEngine", card, "").group(1);
        Matcher redirects = call("INATEngine_getRedirects", engine, "");
        String ssh = redirects.group(1);
        while (!ssh.startsWith("ssh,") && redirects.find()) {
            ssh = redirects.group(1);
        }
        guests.put(id, new PlayedGuest(Integer.parseInt(ssh.split(",")[3])));
        sessions.put(session, id);
        return Optional.of(returning("IMachine_launchVMProcess", PROGRESS));
    }

    private String lock(String id, String request) {
        if (!argument(request, "lockType").equals("Shared")) {
            return fault("The machine runs.");
        }
        sessions.put(argument(request, "session"), id);
        return returning("IMachine_lockMachine", "");
    }

    private Optional<String> end(String operation, String console) {
        PlayedGuest guest = guests.remove(console.replaceFirst("^" + CONSOLE, ""));
        if (guest == null) {
            return Optional.of(fault("It does not run."));
        }
        guest.close();
        return Optional.of(returning(operation, operation.endsWith("powerDown") ? PROGRESS : ""));
    }

    private Optional<String> progress(String operation, String target, String answer) {
        return target.equals(PROGRESS) ? Optional.of(returning(operation, answer)) : Optional.empty();
    }

    private Optional<String> runningMachine(String reference) {
        return Optional.of(call("IMachine_getId", reference, "")).map(found -> found.group(1)).filter(this::runs);
    }

    private Matcher call(String operation, String target, String arguments) {
        try {
            Matcher returned = RETURNED.matcher(forward(envelope("<v:" + operation + "><_this>" + target + "</_this>"
                    + arguments + "</v:" + operation + ">")).body());
            if (!returned.find()) {
                throw new IllegalStateException(operation + " returned nothing");
            }
            return returned;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HttpResponse<String> forward(String request) throws IOException {
        try {
            return client.send(HttpRequest.newBuilder(real).header("Content-Type", "text/xml; charset=utf-8")
                    .POST(HttpRequest.BodyPublishers.ofString(request)).build(), HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private static String argument(String request, String name) {
        Matcher matcher = Pattern.compile("<" + name + ">(.*?)</" + name + ">").matcher(request);
        return matcher.find() ? matcher.group(1) : "";
    }

    private static String returning(String operation, String value) {
        return envelope("<v:" + operation + "Response><returnval>" + value + "</returnval></v:" + operation
                + "Response>");
    }

    private static String fault(String text) {
        return envelope("<s:Fault><faultcode>s:Client</faultcode><faultstring>" + text + "</faultstring><detail>"
                + "<v:RuntimeFault><resultCode>" + INVALID_STATE + "</resultCode></v:RuntimeFault></detail></s:Fault>");
    }

    private static String envelope(String body) {
        return "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\""
                + " xmlns:v=\"http://www.virtualbox.org/\"><s:Body>" + body + "</s:Body></s:Envelope>";
    }

    @Override
    public void close() {
        server.stop(0);
        executor.shutdownNow();
        guests.values().forEach(PlayedGuest::close);
    }
}
