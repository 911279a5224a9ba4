package dev.jmachine.driver.softlayer;

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
import dev.jmachine.spi.DriverState;
import dev.jmachine.spi.MachineNetwork;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** One virtual server. */
final class SoftLayerDriver extends RestDriver {
    static final String ENDPOINT = "Endpoint";

    private SoftLayer api;

    SoftLayerDriver(DriverContext context) {
        // docker-machine's machines have it too.
        super(context, SshAccess.USER);
    }

    @Override
    public void check() {
        new GuestCheck(context).run(apiOfOptions());
    }

    @Override
    public void create() {
        new GuestCreation(context, apiOfOptions()).make();
    }

    @Override
    protected void undo() {
        new GuestCreation(context, api()).undo();
    }

    @Override
    public MachineNetwork network() {
        return SshAccess.network(context);
    }

    @Override
    public List<OwnedObject> findOwned() {
        SoftLayer options = apiOfOptions();
        return Stream.concat(
                new Guests(options).tagged().stream().map(Guest::owned).flatMap(Optional::stream),
                new AccountKeys(options).owned().stream()).toList();
    }

    @Override
    protected PowerSwitch power() {
        Guests guests = new Guests(api());
        DriverState state = context.state();
        long recorded = state.number(GuestCreation.ID, 0);
        // The answer with the number may have been lost.
        long id = recorded != 0 ? recorded
                : guests.marked(GuestName.of(state), Marks.tag(context)).stream().findFirst().map(Guest::id).orElse(0L);
        return new GuestPower(guests, id);
    }

    private SoftLayer apiOfOptions() {
        return api(context.options().text(SoftLayerOptions.ENDPOINT));
    }

    private SoftLayer api() {
        String saved = context.state().text(ENDPOINT);
        return api(saved.isEmpty() ? SoftLayerOptions.DEFAULT_ENDPOINT : saved);
    }

    private SoftLayer api(String endpoint) {
        if (api == null) {
            api = new SoftLayer(new RestClient(Endpoint.parse("--" + SoftLayerOptions.ENDPOINT, endpoint),
                    new SoftLayerDialect(), (method, target, body) -> requireCredentials()));
        }
        return api;
    }

    private String requireCredentials() {
        String user = context.secret(SoftLayerOptions.USER);
        String key = context.secret(SoftLayerOptions.API_KEY);
        if (user.isEmpty() || key.isEmpty()) {
            throw new MachineException(ErrorCode.AUTHENTICATION, "Asking IBM Cloud",
                    "There is no user or no API key: set " + SoftLayerOptions.USER_VARIABLE + " and "
                            + SoftLayerOptions.API_KEY_VARIABLE + ", or at create --" + SoftLayerOptions.USER + " and --"
                            + SoftLayerOptions.API_KEY + ".");
        }
        byte[] pair = (user + ":" + key).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair);
    }
}
