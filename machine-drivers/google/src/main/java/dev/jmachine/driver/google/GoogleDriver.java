package dev.jmachine.driver.google;

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
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One instance of Compute Engine. */
final class GoogleDriver extends RestDriver {
    private static final String PROJECT = "Project";
    private static final String ZONE = "Zone";
    private static final String ENDPOINT = "Endpoint";
    private static final int CONSOLE_LINES = 200;

    private Compute compute;

    GoogleDriver(DriverContext context) {
        super(context, PROJECT);
    }

    @Override
    public void check() {
        DriverOptions options = context.options();
        InstanceCheck.requireName(context.machineName());
        InstanceSettings settings = InstanceSettings.of(options);
        SshAccess.requireUser(GoogleOptions.USER, options.text(GoogleOptions.USER));
        SshAccess.requirePort(GoogleOptions.SSH_PORT, options.number(GoogleOptions.SSH_PORT));
        OptionFiles.read(GoogleOptions.USER_DATA, options.text(GoogleOptions.USER_DATA));
        if (settings.text("MachineImage").contains("debian-cloud/")) {
            context.notice("Google's Debian images lack cloud-init, which makes the user and the SSH host key.");
        }
        GoogleCredentials credentials = GoogleCredentials.of(context, options);
        new InstanceCheck(compute(options, credentials, project(credentials)), settings)
                .run(context.machineName(), context.machineId());
    }

    @Override
    public void create() {
        DriverOptions options = context.options();
        InstanceSettings settings = InstanceSettings.of(options);
        GoogleCredentials credentials = GoogleCredentials.of(context, options);
        String project = project(credentials);
        Map<String, Object> values = new HashMap<>(settings.values());
        values.putAll(credentials.toState());
        values.put(PROJECT, project);
        values.put(ENDPOINT, options.text(GoogleOptions.ENDPOINT));
        values.put(SshAccess.USER, options.text(GoogleOptions.USER));
        values.put(SshAccess.PORT, options.number(GoogleOptions.SSH_PORT));
        values.put(SshAccess.KEY_PATH, context.clientKeyFile().toString());
        values.put(InstanceCreation.OURS, FirewallRule.name(context));
        context.state().save(values);
        // The key of a host that is there already is not ours to hand over.
        String userData = settings.flag("UseExisting") ? "" : InstanceCreation.userData(context);
        new InstanceCreation(context, compute(options, credentials, project)).make(settings, project, userData);
    }

    private String project(GoogleCredentials credentials) {
        String given = context.options().text(GoogleOptions.PROJECT);
        String project = given.isEmpty() ? credentials.project() : given;
        if (!project.matches("[a-z0-9.:-]+")) {
            throw InvalidOption.of(GoogleOptions.PROJECT, project.isEmpty()
                    ? "It must be given: the credentials name no project." : "\"" + project + "\" is no project's id.");
        }
        return project;
    }

    @Override
    protected void undo() {
        new InstanceCreation(context, compute()).undo();
    }

    @Override
    public MachineNetwork network() {
        DriverState state = context.state();
        return SshAccess.network(context, state.text(SshAccess.ADDRESS), MachineNetwork.DEFAULT_ENGINE_PORT,
                state.text(InstancePower.PEER_ADDRESS));
    }

    @Override
    public List<String> console() {
        List<String> lines = compute().find("Reading the serial port",
                        compute().inZone("instances/" + context.machineName() + "/serialPort?port=1"))
                .map(output -> output.text("contents").lines().toList()).orElse(List.of());
        return lines.subList(Math.max(0, lines.size() - CONSOLE_LINES), lines.size());
    }

    @Override
    public List<OwnedObject> findOwned() {
        GoogleCredentials credentials = GoogleCredentials.of(context, context.options());
        return new OwnedThings(compute(context.options(), credentials, project(credentials))).list();
    }

    @Override
    protected PowerSwitch power() {
        return new InstancePower(context, compute());
    }

    private Compute compute(DriverOptions options, GoogleCredentials credentials, String project) {
        return compute(options.text(GoogleOptions.ENDPOINT), credentials, project, options.text(GoogleOptions.ZONE));
    }

    private Compute compute() {
        DriverState state = context.state();
        if (state.text(PROJECT).isEmpty()) {
            throw new MachineException(ErrorCode.STORE_DAMAGED, "Looking for the machine's project",
                    "It is not recorded; what was made bears the label jmachine-id=" + context.machineId() + ".");
        }
        String endpoint = state.text(ENDPOINT);
        return compute(endpoint.isEmpty() ? GoogleOptions.DEFAULT_ENDPOINT : endpoint, GoogleCredentials.of(context),
                state.text(PROJECT), state.text(ZONE));
    }

    /** Kept, and with it the access token; where a machine is never changes. */
    private Compute compute(String endpoint, GoogleCredentials credentials, String project, String zone) {
        if (compute == null) {
            RestClient api = new RestClient(Endpoint.parse("--" + GoogleOptions.ENDPOINT, endpoint),
                    new GoogleDialect(), credentials.tokens());
            compute = new Compute(api, project, zone);
        }
        return compute;
    }
}
