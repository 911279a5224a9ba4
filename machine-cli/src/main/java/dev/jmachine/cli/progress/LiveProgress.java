package dev.jmachine.cli.progress;

import dev.jmachine.api.MachineEvent;
import dev.jmachine.api.MachineListener;
import dev.jmachine.cli.output.Console;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Draws progress on a terminal: steps that are done stay as lines; below them one line for each machine that is worked
 * on tells its step, and how long it has been at it.
 */
public final class LiveProgress implements MachineListener, AutoCloseable {
    private static final String NO_WRAP = "\033[?7l";
    private static final String WRAP = "\033[?7h";
    private static final String CLEAR = "\033[K";
    private static final String GREEN = "\033[32m";
    private static final String RED = "\033[31m";
    private static final String PLAIN = "\033[0m";

    private final PrintStream err;
    private final boolean coloured;
    private final boolean several;
    private final Map<String, Line> lines = new LinkedHashMap<>();
    private final Thread ticker = new Thread(this::tick, "progress");
    private int drawn;

    /** What one machine is doing. */
    private record Line(MachineEvent.Step step, Instant since, String message) {

        String text() {
            long seconds = Math.max(0, Duration.between(since, Instant.now()).toSeconds());
            return step.title() + (message.isEmpty() ? "" : ": " + message) + "  " + seconds + " s";
        }
    }

    /**
     * Begin to draw.
     *
     * @param console where to
     * @param several whether several machines are worked on
     */
    public LiveProgress(Console console, boolean several) {
        this.err = console.err();
        this.coloured = console.colouredErrors();
        this.several = several;
        ticker.setDaemon(true);
        ticker.start();
    }

    private void tick() {
        try {
            while (true) {
                Thread.sleep(1000);
                draw();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public synchronized void stepStarted(MachineEvent.StepStarted event) {
        lines.put(event.machine(), new Line(event.step(), event.time(), ""));
        draw();
    }

    @Override
    public synchronized void stepProgressed(MachineEvent.StepProgressed event) {
        Line line = lines.get(event.machine());
        if (line != null) {
            lines.put(event.machine(),
                    new Line(line.step(), line.since(), event.message() + PlainProgress.percent(event)));
            draw();
        }
    }

    @Override
    public void notice(MachineEvent.Notice event) {
        print(prefix(event.machine()) + "  note  " + event.message());
    }

    @Override
    public void stepFinished(MachineEvent.StepFinished event) {
        end(event, event.step(), colour(GREEN, "  done  "));
    }

    @Override
    public void stepFailed(MachineEvent.StepFailed event) {
        end(event, event.step(), colour(RED, "  fail  "));
    }

    @Override
    public synchronized void operationFinished(MachineEvent.OperationFinished event) {
        lines.remove(event.machine());
        String text = Wording.end(event);
        if (!text.isEmpty()) {
            print(text);
        }
    }

    @Override
    public synchronized void operationFailed(MachineEvent.OperationFailed event) {
        lines.remove(event.machine());
        draw();
    }

    private synchronized void end(MachineEvent event, MachineEvent.Step step, String mark) {
        Line line = lines.remove(event.machine());
        String took = line == null ? "" : "  " + seconds(Duration.between(line.since(), event.time()));
        print(prefix(event.machine()) + mark + step.title() + took);
    }

    private String colour(String code, String text) {
        return coloured ? code + text + PLAIN : text;
    }

    private String prefix(String machine) {
        return several ? machine : "";
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }

    /** Print a line that stays, above the live ones. */
    private synchronized void print(String line) {
        err.print(erase() + line + CLEAR + "\n" + picture());
        err.flush();
    }

    private synchronized void draw() {
        err.print(erase() + picture());
        err.flush();
    }

    private String erase() {
        String back = drawn == 0 ? "" : "\033[" + drawn + "A\r";
        return back + (drawn == 0 ? "" : "\033[J");
    }

    private String picture() {
        StringBuilder text = new StringBuilder(NO_WRAP);
        lines.forEach((machine, line) -> text.append(prefix(machine)).append("  ....  ").append(line.text())
                .append(CLEAR).append('\n'));
        drawn = lines.size();
        return text.append(WRAP).toString();
    }

    /** Take the live lines away. */
    @Override
    public void close() {
        ticker.interrupt();
        synchronized (this) {
            lines.clear();
            draw();
        }
    }
}
