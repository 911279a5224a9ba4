package dev.jmachine.cli.command.swarm;

import dev.jmachine.cli.command.KnownSwarms;
import dev.jmachine.cli.command.Session;
import dev.jmachine.cli.option.UsageException;
import java.util.List;
import java.util.Optional;

/** Finds the swarm that a command line means. */
public final class SwarmMember {

    /** What the help says of the argument. */
    public static final String ARGUMENT = "Argument is a machine or a cluster; not needed where there is one swarm.";

    private SwarmMember() {
    }

    /**
     * Return a machine of the swarm that is named: by any machine in it, or by its cluster; where none is named, of the
     * only swarm there is.
     *
     * @throws UsageException if that is not one swarm
     */
    public static String of(Session session, List<String> words) {
        if (words.size() > 1) {
            throw UsageException.withHelp("Error: Expected one machine or cluster name as an argument");
        }
        return words.isEmpty() ? only(session) : named(session, words.get(0));
    }

    private static String named(Session session, String name) {
        if (!session.machines().exists(name)) {
            Optional<String> swarm = KnownSwarms.ofCluster(session.machines().storagePath(), name);
            if (swarm.isPresent()) {
                return known(session).member(swarm.get()).orElseThrow(
                        () -> new UsageException("Error: No machine of cluster \"" + name + "\" is in its swarm"));
            }
        }
        return session.machines().get(name).name();
    }

    private static String only(Session session) {
        KnownSwarms known = known(session);
        List<String> ids = known.ids();
        if (ids.isEmpty()) {
            throw new UsageException("Error: No machine is in a swarm. Begin one with \"" + session.program().name()
                    + " swarm init NAME\"");
        }
        if (ids.size() > 1) {
            throw new UsageException("Error: There are several swarms. Name one of them: "
                    + String.join(", ", ids.stream().map(known::name).toList()));
        }
        return known.member(ids.get(0)).orElseThrow();
    }

    private static KnownSwarms known(Session session) {
        return KnownSwarms.of(session.machines().storagePath(), session.machines().list());
    }
}
