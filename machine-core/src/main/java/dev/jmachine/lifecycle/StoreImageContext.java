package dev.jmachine.lifecycle;

import dev.jmachine.lifecycle.session.Environment;
import dev.jmachine.operation.Events;
import dev.jmachine.spi.ImageContext;
import java.nio.file.Path;

/** What a driver is given for its images; what it tells goes to the operation that runs, if one does. */
final class StoreImageContext implements ImageContext {
    private final Environment environment;
    private final String driver;
    private final Events events;

    StoreImageContext(Environment environment, String driver, Events events) {
        this.environment = environment;
        this.driver = driver;
        this.events = events;
    }

    @Override
    public Path cacheFolder() {
        return environment.store().cacheFolder(driver);
    }

    @Override
    public void progress(String message) {
        events.progress(message, 0, 0);
    }

    @Override
    public void progress(String message, long done, long total) {
        events.progress(message, done, total);
    }

    @Override
    public void notice(String message) {
        events.notice(message);
    }
}
