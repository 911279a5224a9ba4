package dev.jmachine.driver.none;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.MachineState;
import dev.jmachine.spi.Driver;
import dev.jmachine.spi.DriverContext;
import dev.jmachine.spi.MachineNetwork;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** An engine's URL. There is no provider to ask, so the machine counts as running, as it does for docker-machine. */
final class NoneDriver implements Driver {
    private static final Set<String> SCHEMES = Set.of("tcp", "unix", "http", "https", "ssh", "fd", "npipe");

    private final DriverContext context;

    NoneDriver(DriverContext context) {
        this.context = context;
    }

    @Override
    public void check() {
        url();
    }

    private URI url() {
        String text = context.options().text(NoneDriverFactory.URL_OPTION);
        if (text.isEmpty()) {
            throw invalid("--url option is required when no driver is selected");
        }
        try {
            URI url = URI.create(text);
            if (url.getScheme() == null || !SCHEMES.contains(url.getScheme())) {
                throw invalid("\"" + text + "\" has none of the schemes of an engine's URL, such as tcp.");
            }
            return url;
        } catch (IllegalArgumentException e) {
            throw invalid("\"" + text + "\" is not a URL.");
        }
    }

    private static MachineException invalid(String problem) {
        return new MachineException(ErrorCode.INVALID_ARGUMENT, "Reading the option --url", problem);
    }

    @Override
    public void create() {
        URI url = url();
        String address = url.getAuthority() == null ? url.getPath() : url.getAuthority();
        context.state().save(Map.of("URL", url.toString(), "IPAddress", address));
    }

    @Override
    public void remove() {
        // Nothing was made.
    }

    @Override
    public void start() {
        throw unsupported("started");
    }

    @Override
    public void stop() {
        throw unsupported("stopped");
    }

    @Override
    public void kill() {
        throw unsupported("killed");
    }

    @Override
    public void restart() {
        throw unsupported("restarted");
    }

    private static MachineException unsupported(String verb) {
        return new MachineException(ErrorCode.UNSUPPORTED, "Asking the driver \"none\"",
                "hosts without a driver cannot be " + verb);
    }

    @Override
    public MachineState status() {
        return MachineState.RUNNING;
    }

    @Override
    public MachineNetwork network() {
        String url = context.state().text("URL");
        if (url.isEmpty()) {
            throw new MachineException(ErrorCode.WRONG_STATE, "Asking for the machine's address",
                    "Its URL was never recorded.");
        }
        return new MachineNetwork(context.state().text("IPAddress"), Optional.empty(), URI.create(url),
                MachineNetwork.DEFAULT_ENGINE_PORT, Optional.empty());
    }
}
