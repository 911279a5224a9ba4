package dev.jmachine.cli;

import java.io.PrintStream;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Shows on standard error what the library logs. */
final class DebugLog {
    /** Held, for the platform forgets loggers that nobody holds, and their levels with them. */
    private static final Logger LIBRARY = Logger.getLogger("dev.jmachine");

    private DebugLog() {
    }

    static void enable(PrintStream err) {
        LIBRARY.setUseParentHandlers(false);
        LIBRARY.setLevel(Level.ALL);
        LIBRARY.addHandler(new Handler() {
            @Override
            public void publish(LogRecord entry) {
                err.println("DBG | " + entry.getLoggerName() + " | " + entry.getMessage());
                if (entry.getThrown() != null) {
                    entry.getThrown().printStackTrace(err);
                }
            }

            @Override
            public void flush() {
                err.flush();
            }

            @Override
            public void close() {
                flush();
            }
        });
    }
}
