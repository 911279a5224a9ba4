package dev.jmachine.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Stands between a driver and its provider's HTTP server, and makes chosen calls fail: what a provider and a network do
 * to a program sooner or later, at will.
 *
 * <p>Speaks HTTP/1.1 without TLS, on free ports of 127.0.0.1. Instances are thread-safe; nothing of them goes on after
 * {@link #close()}.
 */
public final class FaultProxy implements AutoCloseable {

    /** What can happen to a call. */
    public enum Fault {
        /** The provider says that it has failed, and has done nothing. */
        SERVER_ERROR,
        /** The provider says that it is asked too often, and has done nothing. */
        THROTTLED,
        /** The connection ends before the provider has seen the request. */
        DROPPED_BEFORE,
        /** The provider does what it is asked, and its answer is lost. */
        DROPPED_AFTER
    }

    /**
     * What a provider answers when it fails a call.
     *
     * @param status the HTTP status, such as 503
     * @param headers such as the request's id
     * @param body in the provider's own form
     */
    public record FaultAnswer(int status, Map<String, String> headers, String body) {
        /** Copy the headers. */
        public FaultAnswer {
            headers = Map.copyOf(headers);
        }
    }

    private final List<FaultRelay> relays = new ArrayList<>();
    private final Map<Fault, FaultAnswer> answers = new EnumMap<>(Map.of(
            Fault.SERVER_ERROR, new FaultAnswer(500, Map.of(), ""),
            Fault.THROTTLED, new FaultAnswer(429, Map.of(), "")));
    private final List<String> requests = new ArrayList<>();
    private int failingCall;
    private Fault fault;
    private int dealt;

    private FaultProxy() {
    }

    /**
     * Start before a server.
     *
     * @param server its root, such as {@code http://127.0.0.1:5000}
     */
    public static FaultProxy before(URI server) {
        FaultProxy proxy = new FaultProxy();
        proxy.alsoBefore(server);
        return proxy;
    }

    /** Stand before another server too, whose calls are counted with the others, and return where it is reached. */
    public synchronized URI alsoBefore(URI server) {
        try {
            FaultRelay relay = new FaultRelay(server, this);
            relays.add(relay);
            return relay.url();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Return where the first server is reached through this. */
    public synchronized URI url() {
        return relays.get(0).url();
    }

    /** Answer so from now on for one of the two faults that are answers. */
    public synchronized void answerWith(Fault kind, FaultAnswer answer) {
        answers.put(kind, answer);
    }

    /**
     * Fail one call, once.
     *
     * @param number which one, counted from the last {@link #reset()}; the first is 1
     */
    public synchronized void failCall(int number, Fault kind) {
        failingCall = number;
        fault = kind;
    }

    /** Fail every call from now on. */
    public synchronized void failEveryCall(Fault kind) {
        failCall(0, kind);
    }

    /** Fail nothing from now on, and count anew. */
    public synchronized void reset() {
        fault = null;
        requests.clear();
        dealt = 0;
    }

    /** Return how many calls have come since the last {@link #reset()}. */
    public synchronized int calls() {
        return requests.size();
    }

    /** Return how many of them were made to fail. */
    public synchronized int faults() {
        return dealt;
    }

    /** Return the calls since the last {@link #reset()}, such as {@code POST /path?query}, in their order. */
    public synchronized List<String> requests() {
        return List.copyOf(requests);
    }

    /** Count a call, and return what is to happen to it. */
    synchronized Optional<Fault> next(String request) {
        requests.add(request);
        if (fault == null || failingCall > 0 && failingCall != requests.size()) {
            return Optional.empty();
        }
        dealt++;
        return Optional.of(fault);
    }

    synchronized FaultAnswer answer(Fault kind) {
        return answers.get(kind);
    }

    @Override
    public void close() {
        List<FaultRelay> all;
        synchronized (this) {
            all = List.copyOf(relays);
        }
        all.forEach(FaultRelay::close);
    }
}
