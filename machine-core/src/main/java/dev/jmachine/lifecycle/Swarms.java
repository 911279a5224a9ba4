package dev.jmachine.lifecycle;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.SwarmSpec;
import dev.jmachine.lifecycle.session.Environment;
import dev.jmachine.lifecycle.session.Session;
import dev.jmachine.operation.Step;
import dev.jmachine.spi.SwarmEnrolment;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/** Finds what enrols machines in swarms, which stands in a module of its own. */
final class Swarms {

    private Swarms() {
    }

    /** Return what enrols machines, if it is installed. */
    static Optional<SwarmEnrolment> find() {
        return ServiceLoader.load(SwarmEnrolment.class, Swarms.class.getClassLoader()).findFirst();
    }

    /**
     * Return what enrols machines.
     *
     * @throws MachineException with {@link ErrorCode#UNSUPPORTED} if it is not installed
     */
    static SwarmEnrolment enrolment() {
        return find().orElseThrow(() -> new MachineException(ErrorCode.UNSUPPORTED, "Enrolling the machine in a swarm",
                "The library's swarm module is not on the class path."));
    }

    /** Check before the machine is made whether it can be enrolled. */
    static void check(Environment environment, SwarmSpec wish) {
        if (wish.role() != SwarmSpec.Role.NONE) {
            enrolment().check(new StoreMachines(environment, 1), wish);
        }
    }

    /** Return what is done to a new machine for it to be in a swarm. */
    static List<Step<Session>> steps(SwarmSpec wish) {
        return wish.role() == SwarmSpec.Role.NONE ? List.of() : List.of(new SwarmStep());
    }
}
