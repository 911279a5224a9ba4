package dev.jmachine.lifecycle;

import dev.jmachine.api.DriverOption;
import dev.jmachine.api.MachineEvent;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.MachineImage;
import dev.jmachine.api.MachineImages;
import dev.jmachine.lifecycle.driver.DriverFailures;
import dev.jmachine.lifecycle.session.Environment;
import dev.jmachine.operation.Events;
import dev.jmachine.operation.Failures;
import dev.jmachine.spi.DriverFactory;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** A driver's images, with the building of one told as an operation whose machine bears the driver's name. */
final class TrackedImages implements MachineImages {
    private static final String OPERATION = "image-build";
    private static final MachineEvent.Step BUILD = new MachineEvent.Step("image-build", "Building the image");

    private final Environment environment;
    private final DriverFactory factory;

    TrackedImages(Environment environment, DriverFactory factory) {
        this.environment = environment;
        this.factory = factory;
    }

    @Override
    public List<DriverOption> buildOptions() {
        return open(events()).buildOptions();
    }

    @Override
    public MachineImage build(Map<String, List<String>> options) {
        Events events = events();
        return tracked(events, () -> open(events).build(options));
    }

    @Override
    public List<MachineImage> list() {
        return open(events()).list();
    }

    @Override
    public void remove(String name) {
        open(events()).remove(name);
    }

    private Events events() {
        return new Events(environment.listener(), environment.clock(), factory.name(), factory.name());
    }

    private MachineImages open(Events events) {
        return factory.images(new StoreImageContext(environment, factory.name(), events))
                .orElseThrow(() -> DriverFailures.unsupported(factory.name(), "images"));
    }

    private static <T> T tracked(Events events, Supplier<T> work) {
        events.operationStarted(OPERATION, List.of(BUILD));
        events.stepStarted(BUILD);
        try {
            T result = work.get();
            events.stepFinished();
            events.operationFinished(OPERATION);
            return result;
        } catch (RuntimeException e) {
            MachineException failure = Failures.of(BUILD.title(), e);
            events.stepFailed(failure);
            events.operationFailed(OPERATION, failure);
            throw failure;
        }
    }
}
