package dev.jmachine.cli.command.show;

import dev.jmachine.api.Machine;
import dev.jmachine.api.MachineException;
import dev.jmachine.cli.command.KnownSwarms;
import dev.jmachine.cli.command.SwarmMembership;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Says which swarm machines are in, without asking any: in Swarm mode what the store remembers, for the standalone
 * Swarm what docker-machine recorded. Immutable.
 */
final class SwarmColumn {
    private final Map<String, String> masters = new HashMap<>();
    private final KnownSwarms known;

    private SwarmColumn(KnownSwarms known) {
        this.known = known;
    }

    /** Return the column for rows. */
    static SwarmColumn ofRows(List<MachineRow> rows, KnownSwarms known) {
        SwarmColumn column = new SwarmColumn(known);
        rows.stream().filter(row -> row.swarm() != null).forEach(row -> column.add(row.name(), row.swarm()));
        return column;
    }

    /** Return the column for machines that are to be filtered by it. */
    static SwarmColumn ofMachines(List<Machine> machines, KnownSwarms known) {
        SwarmColumn column = new SwarmColumn(known);
        for (Machine machine : machines) {
            try {
                column.add(machine.name(), SwarmSettings.of(machine));
            } catch (MachineException e) {
                // A damaged record is no master; its own row shows what is wrong.
                continue;
            }
        }
        return column;
    }

    private void add(String machine, SwarmSettings swarm) {
        if (swarm.master()) {
            masters.put(swarm.discovery(), machine);
        }
    }

    /** Return what the column says of a machine, such as {@code m1 (manager)}. */
    String text(MachineRow row) {
        Optional<SwarmMembership> membership = known.of(row.name());
        if (membership.isPresent()) {
            String name = known.name(membership.get().swarm());
            return name.isEmpty() ? membership.get().role() : name + " (" + membership.get().role() + ")";
        }
        String master = row.swarm() == null ? "" : masters.getOrDefault(row.swarm().discovery(), "");
        return row.swarm() != null && row.swarm().master() ? master + " (master)" : master;
    }

    /** Return what the swarm of a machine can be called: as its cluster, any of its managers, or its master. */
    List<String> names(Machine machine) {
        return known.of(machine.name()).map(membership -> known.names(membership.swarm())).orElseGet(() ->
                List.of(masters.getOrDefault(SwarmSettings.of(machine).discovery(), "")));
    }
}
