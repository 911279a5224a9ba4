package dev.jmachine.driver.exoscale;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.OwnedObject;
import dev.jmachine.cloud.Endpoint;
import dev.jmachine.cloud.InvalidOption;
import dev.jmachine.cloud.OptionFiles;
import dev.jmachine.cloud.PowerSwitch;
import dev.jmachine.cloud.RestClient;
import dev.jmachine.cloud.RestDriver;
import dev.jmachine.cloud.SshAccess;
import dev.jmachine.spi.DriverContext;
import dev.jmachine.spi.DriverOptions;
import dev.jmachine.spi.DriverState;
import dev.jmachine.spi.MachineNetwork;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Locale;

/** One instance of Exoscale's. */
final class ExoscaleDriver extends RestDriver {
    static final String URL = "URL";
    private static final String VERSION = "/v2";

    private ExoscaleApi api;

    ExoscaleDriver(DriverContext context) {
        super(context, InstanceCreation.ZONE);
    }

    @Override
    public void check() {
        DriverOptions options = context.options();
        InstanceSettings settings = InstanceSettings.of(options);
        OptionFiles.read(ExoscaleOptions.USER_DATA, options.text(ExoscaleOptions.USER_DATA));
        if (!settings.keyFile().isEmpty()) {
            settings.publicKey();
        }
        new Catalogue(apiOfOptions(), settings.zone()).check(settings);
    }

    @Override
    public void create() {
        new InstanceCreation(context, apiOfOptions()).make();
    }

    @Override
    protected void undo() {
        new InstanceCreation(context, apiOfState()).undo();
    }

    @Override
    protected PowerSwitch power() {
        Instances instances = new Instances(apiOfState());
        String recorded = context.state().text(InstanceCreation.ID);
        // The answer with the id may have been lost.
        String id = !recorded.isEmpty() ? recorded
                : instances.of(context.machineId()).stream().findFirst().map(Instance::id).orElse("");
        return new InstancePower(context, instances, id);
    }

    /** Machines have no other address; their security groups let one another in at it. */
    @Override
    public MachineNetwork network() {
        String address = context.state().text(SshAccess.ADDRESS);
        return SshAccess.network(context, address, MachineNetwork.DEFAULT_ENGINE_PORT, address);
    }

    @Override
    public List<OwnedObject> findOwned() {
        return new Instances(apiOfOptions()).all().stream()
                .filter(instance -> !instance.machineId().isEmpty())
                .map(instance -> new OwnedObject("instance", instance.id(), instance.machineId(), instance.name()))
                .toList();
    }

    private ExoscaleApi apiOfOptions() {
        String given = context.options().text(ExoscaleOptions.URL);
        if (!given.isEmpty() && !given.endsWith(VERSION)) {
            throw InvalidOption.of(ExoscaleOptions.URL, "\"" + given + "\" is not where the API v2 is, which "
                    + "ends in /v2; the API that docker-machine spoke is switched off. Leave it out.");
        }
        return api(given, context.options().text(ExoscaleOptions.ZONE));
    }

    /** docker-machine has saved where the API was that it spoke. */
    private ExoscaleApi apiOfState() {
        DriverState state = context.state();
        if (state.text(InstanceCreation.ZONE).isEmpty()) {
            throw new MachineException(ErrorCode.STORE_DAMAGED, "Looking for the machine's zone",
                    "It is not recorded; an instance of this machine bears the label " + Instance.MACHINE_LABEL + "="
                            + context.machineId() + ".");
        }
        String saved = state.text(URL);
        return api(saved.endsWith(VERSION) ? saved : "", state.text(InstanceCreation.ZONE));
    }

    /** Asked for with each request: a driver that is opened only to tell of its machine needs no key. */
    private String sign(String method, URI target, String body) {
        return new ExoscaleSignature(
                credential(ExoscaleOptions.API_KEY, ExoscaleOptions.API_KEY_VARIABLE, "ApiKey"),
                credential(ExoscaleOptions.API_SECRET, ExoscaleOptions.API_SECRET_VARIABLE, "ApiSecretKey"),
                Clock.systemUTC()).authorization(method, target, body);
    }

    /** docker-machine keeps both halves of the key with its machines. */
    private String credential(String option, String variable, String stateKey) {
        String given = context.secret(option);
        String credential = given.isEmpty() ? context.state().text(stateKey) : given;
        if (credential.isEmpty()) {
            throw new MachineException(ErrorCode.AUTHENTICATION, "Asking Exoscale",
                    "There is no API key with its secret: set " + variable + ", or at create --" + option + ".");
        }
        return credential;
    }

    private ExoscaleApi api(String url, String zone) {
        if (api == null) {
            String endpoint = url.isEmpty()
                    ? "https://api-" + zone.toLowerCase(Locale.ROOT) + ".exoscale.com" + VERSION : url;
            api = new ExoscaleApi(new RestClient(Endpoint.parse("--" + ExoscaleOptions.URL, endpoint),
                    new ExoscaleDialect(), this::sign));
        }
        return api;
    }
}
