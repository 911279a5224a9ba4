package dev.jmachine.driver.azure;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.OwnedObject;
import dev.jmachine.cloud.PowerSwitch;
import dev.jmachine.cloud.RestClient;
import dev.jmachine.cloud.RestDriver;
import dev.jmachine.cloud.SshAccess;
import dev.jmachine.spi.DriverContext;
import dev.jmachine.spi.DriverOptions;
import dev.jmachine.spi.DriverState;
import dev.jmachine.spi.MachineNetwork;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One virtual machine of Azure's. */
final class AzureDriver extends RestDriver {
    private static final String ENVIRONMENT = "Environment";
    private static final String SUBSCRIPTION = "SubscriptionID";
    private static final String ENDPOINT = "Endpoint";
    private static final String AUTHORITY = "AuthorityHost";
    private static final String DOCKER_PORT = "DockerPort";

    private Arm arm;

    AzureDriver(DriverContext context) {
        super(context, SUBSCRIPTION);
    }

    @Override
    public void check() {
        VmCheck check = new VmCheck(context.options());
        VmSettings settings = check.checkOptions(context.machineName());
        check.checkAtProvider(arm(context.options()), settings, context.machineName(), context.machineId());
    }

    @Override
    public void create() {
        DriverOptions options = context.options();
        VmSettings settings = VmSettings.of(options);
        Map<String, Object> values = new HashMap<>(settings.toState());
        values.putAll(AzureCredentials.of(context, options).toState());
        values.put(ENVIRONMENT, options.text(AzureOptions.ENVIRONMENT));
        values.put(SUBSCRIPTION, options.text(AzureOptions.SUBSCRIPTION));
        values.put(ENDPOINT, options.text(AzureOptions.ENDPOINT));
        values.put(AUTHORITY, options.text(AzureOptions.AUTHORITY));
        values.put(DOCKER_PORT, options.number(AzureOptions.DOCKER_PORT));
        values.put("UsePrivateIP", options.flag(AzureOptions.USE_PRIVATE_ADDRESS));
        values.put("StaticPublicIP", options.flag(AzureOptions.STATIC_PUBLIC_ADDRESS));
        values.put("CustomDataFile", options.text(AzureOptions.CUSTOM_DATA));
        values.put(SshAccess.USER, options.text(AzureOptions.SSH_USER));
        values.put(SshAccess.PORT, options.number(AzureOptions.SSH_PORT));
        values.put(SshAccess.KEY_PATH, context.clientKeyFile().toString());
        values.put(VmCreation.OURS, "jmachine");
        context.state().save(values);
        new VmCreation(context, arm(options), settings).make(options);
    }

    @Override
    protected void undo() {
        creation().undo();
    }

    @Override
    public void start() {
        super.start();
        creation().saveAddresses();
    }

    @Override
    public void restart() {
        super.restart();
        creation().saveAddresses();
    }

    @Override
    protected PowerSwitch power() {
        return creation().power();
    }

    @Override
    public MachineNetwork network() {
        DriverState state = context.state();
        if (state.text(SshAccess.ADDRESS).isEmpty() && VmCreation.isOfDockerMachine(state)) {
            creation().saveAddresses();
        }
        return SshAccess.network(context, state.text(SshAccess.ADDRESS),
                (int) state.number(DOCKER_PORT, MachineNetwork.DEFAULT_ENGINE_PORT),
                state.text(VmCreation.PEER_ADDRESS));
    }

    @Override
    public List<OwnedObject> findOwned() {
        Arm here = arm(context.options());
        String filter = RestClient.encode("tagName eq '" + MachineParts.ID_TAG + "'");
        return here.list("what jmachine has made", here.id("resources?$filter=" + filter)).stream()
                .map(found -> new OwnedObject(found.text("type"), found.text("id"),
                        found.text("tags", MachineParts.ID_TAG), found.text("tags", MachineParts.NAME_TAG)))
                .toList();
    }

    private VmCreation creation() {
        return new VmCreation(context, arm(), VmSettings.of(context.state()));
    }

    private Arm arm(DriverOptions options) {
        return arm(AzureCloud.of(options.text(AzureOptions.ENVIRONMENT), options.text(AzureOptions.ENDPOINT),
                        options.text(AzureOptions.AUTHORITY)),
                AzureCredentials.of(context, options), options.text(AzureOptions.SUBSCRIPTION));
    }

    private Arm arm() {
        DriverState state = context.state();
        if (state.text(SUBSCRIPTION).isEmpty()) {
            throw new MachineException(ErrorCode.STORE_DAMAGED, "Looking for the machine's subscription",
                    "It is not recorded; resources of this machine bear the tag " + MachineParts.ID_TAG + "="
                            + context.machineId() + ".");
        }
        return arm(AzureCloud.of(state.text(ENVIRONMENT), state.text(ENDPOINT), state.text(AUTHORITY)),
                AzureCredentials.of(context), state.text(SUBSCRIPTION));
    }

    /** Kept, and with it the access token; where a machine is never changes. */
    private Arm arm(AzureCloud cloud, AzureCredentials credentials, String subscription) {
        if (arm == null) {
            arm = new Arm(new RestClient(cloud.management(), new AzureDialect(),
                    credentials.tokens(cloud, subscription)), subscription);
        }
        return arm;
    }
}
