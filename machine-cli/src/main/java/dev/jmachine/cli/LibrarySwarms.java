package dev.jmachine.cli;

import dev.jmachine.api.MachineListener;
import dev.jmachine.api.Machines;
import dev.jmachine.api.SwarmSpec;
import dev.jmachine.cli.command.SwarmActions;
import dev.jmachine.swarm.mode.JoinTokens;
import dev.jmachine.swarm.mode.RollingChange;
import dev.jmachine.swarm.mode.SwarmNode;
import dev.jmachine.swarm.mode.SwarmStatus;
import dev.jmachine.swarm.mode.SwarmSummary;
import dev.jmachine.swarm.mode.Swarms;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The swarms of the library. Thread-safe. */
final class LibrarySwarms implements SwarmActions {
    private final Swarms swarms;

    LibrarySwarms(Machines machines, MachineListener listener) {
        this.swarms = new Swarms(machines, listener);
    }

    @Override
    public void init(String machine, SwarmSpec wish) {
        swarms.init(machine, wish);
    }

    @Override
    public void join(String machine, SwarmSpec wish) {
        swarms.of(wish.join()).join(machine, wish);
    }

    @Override
    public void leave(String machine, boolean force) {
        swarms.of(machine).leave(machine, force);
    }

    @Override
    public void forget(String member, String nodeId, boolean force) {
        swarms.of(member).forget(nodeId, force);
    }

    @Override
    public void role(String machine, SwarmSpec.Role role, boolean force) {
        swarms.of(machine).role(machine, role, force);
    }

    @Override
    public void availability(String machine, SwarmSpec.Availability availability) {
        swarms.of(machine).availability(machine, availability);
    }

    @Override
    public void label(String machine, Map<String, String> set, Set<String> remove) {
        swarms.of(machine).label(machine, set, remove);
    }

    @Override
    public List<SwarmNode> nodes(String member) {
        return swarms.of(member).nodes();
    }

    @Override
    public SwarmStatus status(String member) {
        return swarms.of(member).status();
    }

    @Override
    public String manager(String member) {
        return swarms.of(member).manager();
    }

    @Override
    public String managerOfSwarm(String id) {
        return swarms.withId(id).manager();
    }

    @Override
    public JoinTokens tokens(String member) {
        return swarms.of(member).tokens();
    }

    @Override
    public void rotateToken(String member, SwarmSpec.Role role) {
        swarms.of(member).rotateToken(role);
    }

    @Override
    public void rotateAuthority(String member) {
        swarms.of(member).rotateAuthority();
    }

    @Override
    public void autolock(String member, boolean on) {
        swarms.of(member).autolock(on);
    }

    @Override
    public String unlockKey(String member) {
        return swarms.of(member).unlockKey();
    }

    @Override
    public String rotateUnlockKey(String member) {
        return swarms.of(member).rotateUnlockKey();
    }

    @Override
    public void unlock(String machine, String key) {
        swarms.of(machine).unlock(machine, key);
    }

    @Override
    public void backup(String member, Path file, boolean force) {
        swarms.of(member).backup(file, force);
    }

    @Override
    public void restore(String machine, Path backup) {
        swarms.restore(machine, backup);
    }

    @Override
    public void recover(String machine) {
        swarms.recover(machine);
    }

    @Override
    public List<String> heal(String member) {
        return swarms.of(member).heal();
    }

    @Override
    public List<String> upgrade(String member, String version) {
        return new RollingChange(swarms.of(member)).run(machine -> machine.upgradeEngine(version));
    }

    @Override
    public List<SwarmSummary> list(Duration timeout) {
        return swarms.list(timeout);
    }
}
