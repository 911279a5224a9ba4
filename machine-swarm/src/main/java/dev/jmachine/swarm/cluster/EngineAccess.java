package dev.jmachine.swarm.cluster;

import dev.jmachine.api.Machine;
import dev.jmachine.api.SwarmSpec;
import dev.jmachine.engine.EngineClient;
import dev.jmachine.json.JsonObject;
import dev.jmachine.swarm.cluster.ObservedMachine.EngineMembership;
import dev.jmachine.swarm.mode.AddressPools;
import dev.jmachine.swarm.mode.Swarms;
import dev.jmachine.swarm.stack.ImageLoader;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;

/** Makes machines a swarm through their engines. Thread-safe. */
final class EngineAccess implements SwarmAccess {
    private final Swarms swarms;
    private final ImageLoader images = new ImageLoader();

    EngineAccess(Swarms swarms) {
        this.swarms = swarms;
    }

    @Override
    public ClusterSwarm begin(String machine, SwarmSpec wish, SwarmSettings settings) {
        return new EngineSwarm(swarms, swarms.init(machine, wish,
                new AddressPools(settings.addressPools(), settings.subnetSize())));
    }

    @Override
    public ClusterSwarm withId(String id) {
        return new EngineSwarm(swarms, swarms.withId(id));
    }

    @Override
    public ClusterSwarm recover(String machine) {
        return new EngineSwarm(swarms, swarms.recover(machine));
    }

    @Override
    public EngineMembership membership(Machine machine, Duration timeout) {
        JsonObject swarm = engine(machine).get("/info", timeout).object().object("Swarm");
        return new EngineMembership(swarm.text("LocalNodeState"), swarm.object("Cluster").text("ID"),
                swarm.text("NodeID"));
    }

    @Override
    public Set<String> images(Machine machine, Duration timeout) {
        return engine(machine).get("/images/json", timeout).objects().stream()
                .flatMap(image -> image.list("RepoTags").stream()).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public void load(Machine machine, ImageArchive image) {
        images.load(machine, image.image(), image.archive());
    }

    @Override
    public void abandon(Machine machine) {
        swarms.abandon(machine.name());
    }

    private static EngineClient engine(Machine machine) {
        return new EngineClient(machine.reachableUrl(), machine.folder());
    }
}
