package dev.jmachine.driver.digitalocean;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.OwnedObject;
import dev.jmachine.cloud.Endpoint;
import dev.jmachine.cloud.Marks;
import dev.jmachine.cloud.PowerSwitch;
import dev.jmachine.cloud.RestClient;
import dev.jmachine.cloud.RestDriver;
import dev.jmachine.cloud.SshAccess;
import dev.jmachine.spi.DriverContext;
import dev.jmachine.spi.MachineNetwork;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** One droplet. */
final class DigitalOceanDriver extends RestDriver {
    static final String ENDPOINT = "Endpoint";

    private RestClient api;

    DigitalOceanDriver(DriverContext context) {
        super(context, DropletCreation.NAME);
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
    protected void undo() {
        new DropletCreation(context, api()).undo();
    }

    @Override
    public MachineNetwork network() {
        return SshAccess.network(context);
    }

    @Override
    public List<OwnedObject> findOwned() {
        RestClient api = api(context.options().text(DigitalOceanOptions.ENDPOINT));
        return Stream.concat(
                new Droplets(api).all().stream().map(Droplet::owned).flatMap(Optional::stream),
                new AccountKeys(api).owned().stream()).toList();
    }

    @Override
    protected PowerSwitch power() {
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
