package dev.jmachine.ssh;

import java.util.ServiceLoader;
import net.schmizz.sshj.common.LoggerFactory;
import org.slf4j.Logger;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;
import org.slf4j.spi.SLF4JServiceProvider;

/**
 * Hands what SSHJ logs to {@link System.Logger}, one or two levels down: its failures reach the caller as exceptions,
 * so its log only serves the search for faults.
 */
final class SshjLogging implements LoggerFactory {
    private static final String VERBOSITY = "slf4j.internal.verbosity";

    private final Logger logger = new SystemLogger();

    @Override
    public Logger getLogger(String name) {
        return logger;
    }

    @Override
    public Logger getLogger(Class<?> type) {
        return logger;
    }

    /**
     * Keep SLF4J from writing to standard error that it found no provider: a few of SSHJ's classes ask SLF4J for
     * loggers by themselves. Where the application has a provider nothing is done.
     */
    static void keepSlf4jQuiet() {
        ClassLoader loader = SLF4JServiceProvider.class.getClassLoader();
        if (ServiceLoader.load(SLF4JServiceProvider.class, loader).findFirst().isPresent()
                || System.getProperty(VERBOSITY) != null) {
            return;
        }
        System.setProperty(VERBOSITY, "ERROR");
        try {
            org.slf4j.LoggerFactory.getILoggerFactory();
        } finally {
            System.clearProperty(VERBOSITY);
        }
    }

    private static final class SystemLogger extends LegacyAbstractLogger {
        private static final long serialVersionUID = 1L;

        private final transient System.Logger target = System.getLogger(SshjLogging.class.getPackageName());

        @Override
        public boolean isTraceEnabled() {
            return false;
        }

        @Override
        public boolean isDebugEnabled() {
            return target.isLoggable(System.Logger.Level.TRACE);
        }

        @Override
        public boolean isInfoEnabled() {
            return target.isLoggable(System.Logger.Level.DEBUG);
        }

        @Override
        public boolean isWarnEnabled() {
            return isInfoEnabled();
        }

        @Override
        public boolean isErrorEnabled() {
            return isInfoEnabled();
        }

        @Override
        protected String getFullyQualifiedCallerName() {
            return SshjLogging.class.getName();
        }

        @Override
        protected void handleNormalizedLoggingCall(
                Level level, Marker marker, String pattern, Object[] arguments, Throwable thrown) {
            String text = MessageFormatter.basicArrayFormat(pattern, arguments);
            target.log(level == Level.DEBUG ? System.Logger.Level.TRACE : System.Logger.Level.DEBUG, text, thrown);
        }
    }
}
