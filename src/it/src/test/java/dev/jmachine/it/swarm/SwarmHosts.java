package dev.jmachine.it.swarm;

import dev.jmachine.api.EngineSpec;
import dev.jmachine.api.MachineSpec;
import dev.jmachine.api.Machines;
import dev.jmachine.api.SwarmSpec;
import dev.jmachine.it.host.DebianHost;
import dev.jmachine.it.host.DebianHost.Release;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Debian hosts with engines, and machines of the driver {@code generic} on them. For one thread. */
final class SwarmHosts implements AutoCloseable {
    private final Map<String, DebianHost> hosts = new LinkedHashMap<>();
    private final Machines machines;

    /** Starts the hosts. */
    SwarmHosts(Path store, String... names) {
        machines = Machines.builder().storagePath(store)
                .driverClassLoader(SwarmHosts.class.getClassLoader()).open();
        try {
            for (String name : names) {
                hosts.put(name, DebianHost.withEngine(Release.DEBIAN_13));
            }
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    Machines machines() {
        return machines;
    }

    DebianHost host(String name) {
        return hosts.get(name);
    }

    /** Makes the machine of a host. */
    void create(String name, SwarmSpec swarm) {
        machines.create(MachineSpec.builder(name, "generic")
                .option("generic-ip-address", host(name).address())
                .option("generic-ssh-key", host(name).key().toString())
                .engine(EngineSpec.builder().label("host=" + name).build())
                .swarm(swarm)
                .build());
    }

    /** Returns the containers that run on a host. */
    List<String> containers(String name) {
        return host(name).run("docker ps -q").lines().filter(line -> !line.isBlank()).toList();
    }

    /** Makes an engine forget that it is in a swarm, as a disk made anew does. */
    void loseSwarm(String name) {
        host(name).run("systemctl stop docker.socket docker && rm -rf /var/lib/docker/swarm/*"
                + " && systemctl start docker.socket docker");
    }

    @Override
    public void close() {
        machines.close();
        hosts.values().forEach(DebianHost::close);
    }
}
