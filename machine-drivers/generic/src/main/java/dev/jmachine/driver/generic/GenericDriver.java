package dev.jmachine.driver.generic;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.MachineState;
import dev.jmachine.api.SshEndpoint;
import dev.jmachine.spi.Driver;
import dev.jmachine.spi.DriverContext;
import dev.jmachine.spi.DriverOptions;
import dev.jmachine.spi.MachineNetwork;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A host that was there before and stays after removal. What is kept of it bears docker-machine's keys. */
final class GenericDriver implements Driver {
    private static final String ADDRESS = "IPAddress";
    private static final String SSH_USER = "SSHUser";
    private static final String SSH_PORT = "SSHPort";
    private static final String SSH_KEY_PATH = "SSHKeyPath";
    private static final String ENGINE_PORT = "EnginePort";
    private static final Duration PROBE_TIMEOUT = Duration.ofSeconds(10);

    private final DriverContext context;

    GenericDriver(DriverContext context) {
        this.context = context;
    }

    @Override
    public void check() {
        DriverOptions options = context.options();
        if (options.text(GenericDriverFactory.ADDRESS).isEmpty()) {
            throw invalid(GenericDriverFactory.ADDRESS, "generic driver requires the --generic-ip-address option");
        }
        if (!options.text(GenericDriverFactory.ADDRESS).matches("[A-Za-z0-9.:%_-]+")) {
            throw invalid(GenericDriverFactory.ADDRESS,
                    "\"" + options.text(GenericDriverFactory.ADDRESS) + "\" is neither an address nor a host name.");
        }
        requirePort(options, GenericDriverFactory.SSH_PORT);
        requirePort(options, GenericDriverFactory.ENGINE_PORT);
        keyFile(options).filter(file -> !Files.isReadable(file)).ifPresent(file -> {
            throw invalid(GenericDriverFactory.SSH_KEY, "SSH key does not exist: \"" + file + "\"");
        });
    }

    private static void requirePort(DriverOptions options, String name) {
        int port = options.number(name);
        if (port < 1 || port > 65535) {
            throw invalid(name, port + " is not a TCP port.");
        }
    }

    private static MachineException invalid(String option, String problem) {
        return new MachineException(ErrorCode.INVALID_ARGUMENT, "Reading the option --" + option, problem);
    }

    private static Optional<Path> keyFile(DriverOptions options) {
        String given = options.text(GenericDriverFactory.SSH_KEY);
        if (given.isEmpty()) {
            return Optional.empty();
        }
        String expanded = given.startsWith("~/") ? System.getProperty("user.home") + given.substring(1) : given;
        return Optional.of(Path.of(expanded).toAbsolutePath().normalize());
    }

    @Override
    public void create() {
        DriverOptions options = context.options();
        String key = keyFile(options).map(Path::toString).orElse("");
        context.state().save(Map.of(
                ADDRESS, options.text(GenericDriverFactory.ADDRESS),
                SSH_USER, options.text(GenericDriverFactory.SSH_USER),
                SSH_PORT, options.number(GenericDriverFactory.SSH_PORT),
                SSH_KEY_PATH, key,
                "SSHKey", key,
                ENGINE_PORT, options.number(GenericDriverFactory.ENGINE_PORT)));
    }

    @Override
    public void remove() {
        // The host was not made by us.
    }

    @Override
    public void start() {
        throw unsupported("start");
    }

    @Override
    public void stop() {
        throw unsupported("stop");
    }

    @Override
    public void kill() {
        throw unsupported("kill");
    }

    private static MachineException unsupported(String action) {
        return new MachineException(ErrorCode.UNSUPPORTED, "Asking the driver \"generic\"",
                "generic driver does not support " + action);
    }

    @Override
    public void restart() {
        new HostReboot(context).run();
    }

    @Override
    public MachineState status() {
        return context.probe(network().ssh().orElseThrow(), PROBE_TIMEOUT);
    }

    @Override
    public MachineNetwork network() {
        String address = context.state().text(ADDRESS);
        if (address.isEmpty()) {
            throw new MachineException(ErrorCode.WRONG_STATE, "Asking for the machine's address",
                    "Its address was never recorded.");
        }
        String user = context.state().text(SSH_USER);
        SshEndpoint ssh = new SshEndpoint(user.isEmpty() ? "root" : user, address,
                (int) context.state().number(SSH_PORT, 22), identities());
        int enginePort = (int) context.state().number(ENGINE_PORT, MachineNetwork.DEFAULT_ENGINE_PORT);
        return new MachineNetwork(address, Optional.of(ssh), engine(address, enginePort), enginePort,
                Optional.of(address));
    }

    private static URI engine(String address, int port) {
        String host = address.contains(":") ? "[" + address + "]" : address;
        return URI.create("tcp://" + host + ":" + port);
    }

    /** docker-machine copies the key into the machine's folder; when the store was moved it is there still. */
    private List<Path> identities() {
        String recorded = context.state().text(SSH_KEY_PATH);
        if (recorded.isEmpty()) {
            return List.of();
        }
        Path file = Path.of(recorded);
        Path moved = context.folder().resolve(file.getFileName().toString());
        return List.of(!Files.exists(file) && Files.exists(moved) ? moved : file);
    }
}
