package dev.jmachine.cli.progress;

import dev.jmachine.cli.output.Console;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Answers Ctrl-C while work goes on: the first one interrupts the work, the second one leaves at once with 130.
 *
 * <p>The virtual machine's own signal class is not part of the Java platform's API, hence the reflection; where it is
 * missing, Ctrl-C ends the process, and the journal in the store lets the next run go on.
 */
public final class Interrupts implements AutoCloseable {
    private static final int EXIT_STATUS = 130;

    private final AtomicBoolean happened = new AtomicBoolean();
    private final Console console;
    private final Runnable interrupt;
    private Object previous;

    private Interrupts(Console console, Runnable interrupt) {
        this.console = console;
        this.interrupt = interrupt;
    }

    /** Take over Ctrl-C until {@link #close()}. */
    public static Interrupts install(Console console, Runnable interrupt) {
        Interrupts interrupts = new Interrupts(console, interrupt);
        interrupts.previous = interrupts.handle(interrupts.handler());
        return interrupts;
    }

    /** Return whether the user has interrupted the work. */
    public boolean happened() {
        return happened.get();
    }

    /**
     * Wait for work to end.
     *
     * @throws ExecutionException if it fails
     * @throws CancellationException if the user interrupted it and it does not end within 10 s
     */
    public void await(Future<?> work) throws ExecutionException {
        int patience = 100;
        while (true) {
            try {
                work.get(100, TimeUnit.MILLISECONDS);
                return;
            } catch (TimeoutException e) {
                if (happened() && --patience == 0) {
                    throw new CancellationException();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CancellationException();
            }
        }
    }

    private void onSignal() {
        if (!happened.compareAndSet(false, true)) {
            Runtime.getRuntime().halt(EXIT_STATUS);
        }
        console.err().println("Interrupted: stopping at the next safe point. Ctrl-C once more leaves at once.");
        interrupt.run();
    }

    private Object handler() {
        try {
            Class<?> type = Class.forName("sun.misc.SignalHandler");
            return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                if (method.getName().equals("handle")) {
                    onSignal();
                    return null;
                }
                return method.getName().equals("equals") ? proxy == arguments[0] : System.identityHashCode(this);
            });
        } catch (ClassNotFoundException e) {
            return null;
        }
    }

    private Object handle(Object handler) {
        if (handler == null) {
            return null;
        }
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Method handle = signal.getMethod("handle", signal, Class.forName("sun.misc.SignalHandler"));
            return handle.invoke(null, signal.getConstructor(String.class).newInstance("INT"), handler);
        } catch (ReflectiveOperationException e) {
            return null;
        }
    }

    @Override
    public void close() {
        handle(previous);
    }
}
