package dev.jmachine.driver.jclouds;

import java.lang.reflect.Proxy;
import org.jclouds.logging.Logger;
import org.jclouds.logging.config.LoggingModule;

/**
 * Lets jclouds log nothing: what it would say, the failures say, and it would tell what requests hold. jclouds' own
 * module for that writes errors to standard error all the same.
 */
final class SilentLogging extends LoggingModule {

    @Override
    public Logger.LoggerFactory createLoggerFactory() {
        return SilentLogging::logger;
    }

    private static Logger logger(String category) {
        return (Logger) Proxy.newProxyInstance(Logger.class.getClassLoader(), new Class<?>[] {Logger.class},
                (logger, method, arguments) -> {
                    if (method.getReturnType() == boolean.class) {
                        return false;
                    }
                    return method.getReturnType() == String.class ? category : null;
                });
    }
}
