package dev.jmachine.driver.digitalocean;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.MachineState;
import dev.jmachine.api.OwnedObject;
import dev.jmachine.cloud.CreationRecord;
import dev.jmachine.cloud.Endpoint;
import dev.jmachine.cloud.ProviderException;
import dev.jmachine.cloud.ProviderStatus;
import dev.jmachine.cloud.RestClient;
import dev.jmachine.cloud.SshAccess;
import dev.jmachine.spi.Driver;
import dev.jmachine.spi.DriverContext;
import dev.jmachine.spi.DriverState;
import dev.jmachine.spi.FailureKind;
import dev.jmachine.spi.MachineNetwork;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** One droplet. */
final class DigitalOceanDriver implements Driver {
    static final String ENDPOINT = "Endpoint";

    private final DriverContext context;
    private RestClient api;

    DigitalOceanDriver(DriverContext context) {
        this.context = context;
    }

    @Override
    public void check() {
        DropletCheck check = new DropletCheck(context.options());
        DropletSettings settings = check.checkOptions();
        check.checkAtProvider(api(context.options().text(DigitalOceanOptions.ENDPOINT)), settings);
    }

    @Override
    public void create() {
        new DropletCreation(context, api(context.options().text(DigitalOceanOptions.ENDPOINT))).make();
    }

    @Override
    public void remove() {
        if (begun()) {
            new DropletCreation(context, api()).undo();
        }
    }

    @Override
    public void start() {
        power().start();
    }

    @Override
    public void stop() {
        power().stop();
    }

    @Override
    public void kill() {
        power().kill();
    }

    @Override
    public void restart() {
        power().restart();
    }

    @Override
    public MachineState status() {
        return begun() ? ProviderStatus.of(() -> power().state()) : MachineState.NOT_FOUND;
    }

    @Override
    public MachineNetwork network() {
        DriverState state = context.state();
        String address = state.text(SshAccess.ADDRESS);
        String own = state.text(DropletCreation.PRIVATE_ADDRESS);
        return SshAccess.network(context, address, MachineNetwork.DEFAULT_ENGINE_PORT, own.isEmpty() ? address : own);
    }

    @Override
    public FailureKind classify(Throwable failure) {
        return ProviderException.kindOf(failure);
    }

    @Override
    public List<OwnedObject> findOwned() {
        RestClient api = api(context.options().text(DigitalOceanOptions.ENDPOINT));
        return Stream.concat(
                new Droplets(api).all().stream().map(Marks::owned).flatMap(Optional::stream),
                new AccountKeys(api).owned().stream()).toList();
    }

    private boolean begun() {
        return CreationRecord.begun(context.state(), DropletCreation.NAME);
    }

    private DropletPower power() {
        Droplets droplets = new Droplets(api());
        long recorded = context.state().number(DropletCreation.ID, 0);
        // The answer with the number may have been lost.
        long id = recorded != 0 ? recorded
                : droplets.tagged(Marks.tag(context)).stream().findFirst().map(Droplet::id).orElse(0L);
        return new DropletPower(droplets, id);
    }

    private RestClient api() {
        String saved = context.state().text(ENDPOINT);
        return api(saved.isEmpty() ? DigitalOceanOptions.DEFAULT_ENDPOINT : saved);
    }

    private RestClient api(String endpoint) {
        if (api == null) {
            api = new RestClient(Endpoint.parse("--" + DigitalOceanOptions.ENDPOINT, endpoint),
                    new DigitalOceanDialect(), this::requireToken);
        }
        return api;
    }

    /** docker-machine keeps the token with its machines. */
    private String requireToken() {
        String given = context.secret(DigitalOceanOptions.ACCESS_TOKEN);
        String token = given.isEmpty() ? context.state().text("AccessToken") : given;
        if (token.isEmpty()) {
            throw new MachineException(ErrorCode.AUTHENTICATION, "Asking DigitalOcean",
                    "There is no access token: set " + DigitalOceanOptions.ACCESS_TOKEN_VARIABLE + ", or at create --"
                            + DigitalOceanOptions.ACCESS_TOKEN + ".");
        }
        return token;
    }
}
