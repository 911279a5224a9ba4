package dev.jmachine.driver.amazonec2;

import dev.jmachine.spi.DriverContext;
import dev.jmachine.spi.DriverOptions;
import dev.jmachine.spi.DriverState;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;

/**
 * Makes a machine: key pair, security group, instance. The name of each is saved before, the id after, and the instance
 * is asked for with a token that is saved before too, so that creation goes on wherever it was cut short.
 */
final class InstanceCreation {
    private final Ec2Session ec2;
    private final DriverContext context;
    private final DriverState state;
    private final Instances instances;

    InstanceCreation(Ec2Session ec2, DriverContext context) {
        this.ec2 = ec2;
        this.context = context;
        this.state = context.state();
        this.instances = new Instances(ec2, context);
    }

    /** Check the options, and what of Amazon's they name. */
    void check() {
        DriverOptions options = context.options();
        new LaunchRequest(context).check();
        FirewallRules.check(options);
        MachineChoice choice = MachineChoice.of(ec2, context);
        new KeyPairs(ec2, context).check(options);
        new SecurityGroups(ec2, context).check(options, choice.placement().vpc());
        new SpotRequests(ec2, context).check(options, choice.instanceType(), choice.placement().zone());
    }

    /** Make what is not there yet; return the instance, running. */
    Instance make() {
        if (state.text(StateKeys.AMI).isEmpty()) {
            choose();
        }
        Instance instance = made().orElseGet(this::launch);
        boolean off = Set.of(InstanceStateName.STOPPING, InstanceStateName.STOPPED).contains(instance.state().name());
        return off ? new InstancePower(ec2, context).start() : instances.awaitRunning();
    }

    private void choose() {
        DriverOptions options = context.options();
        context.progress("Choosing image and subnet");
        Map<String, Object> values = new HashMap<>(ec2.settings().toState());
        values.putAll(MachineChoice.of(ec2, context).toState());
        values.putAll(MachineChoice.optionsToState(context));
        values.put(StateKeys.GROUP_NAMES, new SecurityGroups(ec2, context).wanted(options));
        new ConnectionFile(context.folder()).write(ec2.settings());
        state.save(values);
    }

    /** Return the instance that an earlier attempt has made. */
    private Optional<Instance> made() {
        Optional<Instance> made = instances.find().filter(instance -> !Instances.ended(instance));
        if (made.isEmpty() && !state.text(StateKeys.INSTANCE_ID).isEmpty()) {
            // It has ended behind our back. A spot request that lasts would make another one beside ours, and with the
            // old token Amazon would answer with the old one.
            new SpotRequests(ec2, context).cancel(List.of());
            state.save(Map.of(StateKeys.INSTANCE_ID, "", StateKeys.CLIENT_TOKEN, ""));
        }
        made.ifPresent(this::saveId);
        return made;
    }

    private Instance launch() {
        Map<String, String> tags = Tags.parse(context.options().text(Ec2Options.TAGS));
        new KeyPairs(ec2, context).ensure(tags);
        List<String> groups = new SecurityGroups(ec2, context).ensure(tags);
        saveToken(groups);
        context.progress("Starting " + state.text(StateKeys.INSTANCE_TYPE) + " from " + state.text(StateKeys.AMI)
                + " in " + state.text(StateKeys.ZONE));
        Instance instance = ec2.call("Starting an instance of " + state.text(StateKeys.INSTANCE_TYPE) + " in "
                + state.text(StateKeys.ZONE), client -> client.runInstances(new LaunchRequest(context).build()))
                .instances().get(0);
        saveId(instance);
        return instance;
    }

    /** A group that another machine took away with it was made anew under another id: that is another request. */
    private void saveToken(List<String> groups) {
        boolean fresh = state.text(StateKeys.CLIENT_TOKEN).isEmpty()
                || !groups.equals(state.list(StateKeys.GROUP_IDS));
        String token = fresh ? UUID.randomUUID().toString() : state.text(StateKeys.CLIENT_TOKEN);
        state.save(Map.of(StateKeys.GROUP_IDS, groups, StateKeys.CLIENT_TOKEN, token));
    }

    private void saveId(Instance instance) {
        if (!instance.instanceId().equals(state.text(StateKeys.INSTANCE_ID))) {
            state.save(Map.of(StateKeys.INSTANCE_ID, instance.instanceId()));
        }
    }
}
