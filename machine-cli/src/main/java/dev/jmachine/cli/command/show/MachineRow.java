package dev.jmachine.cli.command.show;

import dev.jmachine.api.MachineException;
import dev.jmachine.api.MachineState;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What {@code ls} tells of one machine.
 *
 * @param name its name
 * @param driver its driver's name
 * @param state its state
 * @param url its engine's address; empty when it does not run
 * @param activeHost whether {@code DOCKER_HOST} is its engine
 * @param activeSwarm whether {@code DOCKER_HOST} is the classic Swarm on it
 * @param swarm what it says of classic Swarm; null when that was not read
 * @param swarmColumn the name of its swarm's master
 * @param engine the engine's version, such as {@code v26.1.5}, or {@code Unknown}; empty when it was not asked
 * @param error what went wrong
 * @param took how long it took to find out
 */
record MachineRow(
        String name, String driver, MachineState state, String url, boolean activeHost, boolean activeSwarm,
        SwarmSettings swarm, String swarmColumn, String engine, String error, Duration took) {

    /** Return the row of a machine whose record cannot be read. */
    static MachineRow damaged(String name, MachineException failure) {
        return new MachineRow(name, "not found", MachineState.ERROR, "", false, false, null, "", "",
                failure.problem().replace("\n", " "), Duration.ZERO);
    }

    /** Return the row of a machine that could not be asked in time. */
    static MachineRow late(String name, String driver, Duration timeout) {
        return new MachineRow(name, driver, MachineState.TIMEOUT, "", false, false, null, "", "", "", timeout);
    }

    /** Return this row with the swarm column filled. */
    MachineRow withSwarm(String column) {
        return new MachineRow(name, driver, state, url, activeHost, activeSwarm, swarm, column, engine, error, took);
    }

    /** Return what stands in the column ACTIVE. */
    String active() {
        if (activeSwarm) {
            return "* (swarm)";
        }
        return activeHost ? "*" : state == MachineState.TIMEOUT || driver.equals("not found") ? "" : "-";
    }

    /** Return the row as data for a template, under docker-machine's names; changeable. */
    Map<String, Object> data() {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("Name", name);
        data.put("Active", active());
        data.put("ActiveHost", activeHost);
        data.put("ActiveSwarm", activeSwarm);
        data.put("DriverName", driver);
        data.put("State", state.displayName());
        data.put("URL", url);
        data.put("SwarmOptions", swarm == null ? Map.of() : swarm.all());
        data.put("Swarm", swarmColumn);
        data.put("Error", error);
        data.put("DockerVersion", engine);
        data.put("ResponseTime", took.toMillis() + "ms");
        return data;
    }
}
