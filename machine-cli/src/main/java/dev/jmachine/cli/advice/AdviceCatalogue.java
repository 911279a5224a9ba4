package dev.jmachine.cli.advice;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.api.MachineException;

/** Pairs each error code with advice. */
public final class AdviceCatalogue {

    private AdviceCatalogue() {
    }

    /** Return what to do about a failure, in one line. */
    public static String action(MachineException failure, String program) {
        return of(failure.code()).action()
                .replace("{program}", program)
                .replace("{machine}", failure.machine().orElse("NAME"))
                .replace("{driver}", failure.driver().orElse("DRIVER"));
    }

    /** Return what a code means and what to do about it. */
    public static Advice of(ErrorCode code) {
        return switch (code) {
            case INVALID_ARGUMENT, DRIVER_NOT_FOUND, DRIVER_BROKEN, DRIVER_NOT_READY, PRECREATE_CHECK_FAILED,
                    UNSUPPORTED -> beforeAnything(code);
            case MACHINE_NOT_FOUND, MACHINE_EXISTS, MACHINE_UNFINISHED, MACHINE_LOCKED, WRONG_STATE, STORE_DAMAGED,
                    STORE_IO -> store(code);
            case IMAGE, PROVIDER, PROVIDER_NOT_FOUND, QUOTA, AUTHENTICATION, PORT_IN_USE -> provider(code);
            case SSH_UNREACHABLE, SSH_AUTHENTICATION, HOST_KEY_CHANGED, SSH_FAILED, NO_ROOT -> connection(code);
            case OS_UNSUPPORTED, ENGINE_INSTALL_FAILED, ENGINE_UPGRADE_FAILED, ENGINE_SETTING_UNKNOWN,
                    ENGINE_NOT_STARTED, ENGINE_UNREACHABLE, TLS, PROVISIONING_FAILED -> engine(code);
            case ENGINE_REFUSED, SWARM_NOT_FOUND, SWARM_OTHER, SWARM_NO_MANAGER, SWARM_QUORUM, SWARM_LOCKED,
                    SWARM_PORTS, CLUSTER_FILE, STACK -> swarm(code);
            case TIMEOUT -> new Advice("A deadline passed.",
                    "Look whether the machine is up with \"{program} status {machine}\", then try again.");
            case CANCELLED -> new Advice("The work was interrupted.",
                    "Run the same command again: it goes on where it was interrupted.");
            case PARTIAL_FAILURE -> new Advice("Some of several machines failed.",
                    "Each failure is told above; run the command again for those machines.");
            case INTERNAL -> new Advice("A fault in this program.",
                    "Run the command again with --stacktrace and report what it prints.");
        };
    }

    private static Advice beforeAnything(ErrorCode code) {
        return switch (code) {
            case INVALID_ARGUMENT -> new Advice("A name, a flag's value or a specification is malformed.",
                    "Correct the value; \"{program} create --driver {driver} --help\" lists what can be given.");
            case DRIVER_NOT_FOUND -> new Advice("No driver of that name is installed.",
                    "List the installed drivers with \"{program} drivers\".");
            case DRIVER_BROKEN -> new Advice("A driver is installed but cannot be loaded.",
                    "Install the driver again; --stacktrace shows what is missing.");
            case DRIVER_NOT_READY -> new Advice("The driver cannot work on this computer as it is.",
                    "\"{program} drivers\" shows what is missing and how to mend it.");
            case PRECREATE_CHECK_FAILED -> new Advice("A check made before anything was created has failed.",
                    "Nothing was created. Change what the check names and run the command again.");
            default -> new Advice("The driver does not offer this action.",
                    "\"{program} drivers\" shows what each driver can do.");
        };
    }

    private static Advice store(ErrorCode code) {
        return switch (code) {
            case MACHINE_NOT_FOUND -> new Advice("No machine of that name is in the store.",
                    "Use \"{program} ls\" to list machines. Use \"{program} create\" to add a new one.");
            case MACHINE_EXISTS -> new Advice("A machine of that name is in the store already.",
                    "Choose another name, or remove the machine with \"{program} rm {machine}\".");
            case MACHINE_UNFINISHED -> new Advice("The machine's creation was cut short and not continued yet.",
                    "Go on with \"{program} create {machine}\", or remove it with \"{program} rm {machine}\".");
            case MACHINE_LOCKED -> new Advice("Another process works on the machine.",
                    "Wait until the process named above is done, then try again.");
            case WRONG_STATE -> new Advice("The machine is not in a state in which this makes sense.",
                    "\"{program} status {machine}\" tells its state now; start or stop it first, as the case may be.");
            case STORE_DAMAGED -> new Advice("A file of the store is damaged, or written by a newer version.",
                    "Mend the file named above, or drop the machine with \"{program} rm -f {machine}\".");
            default -> new Advice("The store cannot be read or written.",
                    "Check the rights and the free space of the store, or choose another with --storage-path.");
        };
    }

    private static Advice provider(ErrorCode code) {
        return switch (code) {
            case IMAGE -> new Advice("An image could not be built, fetched, verified or read.",
                    "\"{program} image ls\" shows what is there; \"{program} image build\" makes the default image.");
            case PROVIDER -> new Advice("The provider refused or failed an action.",
                    "Mend what the provider names, then run the same command again.");
            case PROVIDER_NOT_FOUND -> new Advice("The provider's object of the machine no longer exists.",
                    "Remove what is left with \"{program} rm {machine}\", then create the machine anew.");
            case QUOTA -> new Advice("The provider refuses for want of quota or room.",
                    "Free room or ask for more quota, then run the same command again.");
            case AUTHENTICATION -> new Advice("The provider does not accept the credentials.",
                    "\"{program} create --driver {driver} --help\" names the flags and variables that give them.");
            default -> new Advice("A port that the machine needs is in use.",
                    "Free the port, or name another with the driver's flag.");
        };
    }

    private static Advice connection(ErrorCode code) {
        return switch (code) {
            case SSH_UNREACHABLE -> new Advice("SSH cannot be reached: refused, no route, no answer.",
                    "Check address, port and firewall, and that the machine runs: \"{program} status {machine}\".");
            case SSH_AUTHENTICATION -> new Advice("The host does not accept the SSH user or key.",
                    "Check the driver's user and key flags, and authorized_keys of that user on the host.");
            case HOST_KEY_CHANGED -> new Advice("The host shows another SSH host key than the pinned one.",
                    "If you know why, delete the machine's lines from known_hosts in its folder; else someone may "
                            + "listen.");
            case SSH_FAILED -> new Advice("An SSH connection broke, or a transfer over it failed.",
                    "Run the same command again: it goes on where it was cut short.");
            default -> new Advice("The SSH user can neither act as root nor use sudo without a password.",
                    "Log in as root, or give the user \"NOPASSWD: ALL\" in sudoers on the host.");
        };
    }

    private static Advice engine(ErrorCode code) {
        return switch (code) {
            case OS_UNSUPPORTED -> new Advice("The host's operating system is not one that can be provisioned.",
                    "Use a system from the support table in README.");
            case ENGINE_INSTALL_FAILED -> new Advice("Docker Engine could not be installed.",
                    "Choose another way with --engine-install package|script|URL, or install it yourself and use "
                            + "none.");
            case ENGINE_UPGRADE_FAILED -> new Advice("Docker Engine could not be upgraded and is as it was.",
                    "Mend what the host reports, then run the same command again.");
            case ENGINE_SETTING_UNKNOWN -> new Advice("The installed engine does not know a setting asked for.",
                    "Leave the setting out, or install another engine version with --engine-version.");
            case ENGINE_NOT_STARTED -> new Advice("Docker Engine does not start.",
                    "Its last log lines are above; mend the cause, then \"{program} provision {machine}\".");
            case ENGINE_UNREACHABLE -> new Advice("Docker Engine does not answer at its port.",
                    "Check that the machine runs and that no firewall closes the port; "
                            + "\"{program} provision {machine}\" puts the engine in order.");
            case TLS -> new Advice("The TLS hand-shake with the engine failed.",
                    "Make new certificates with \"{program} regenerate-certs {machine}\"; if the client's or the "
                            + "authority's has expired, add --client-certs.");
            default -> new Advice("A step of provisioning failed on the host.",
                    "Mend what the host reports, then \"{program} provision {machine}\".");
        };
    }

    private static Advice swarm(ErrorCode code) {
        return switch (code) {
            case SWARM_NOT_FOUND -> new Advice("A swarm or a node of one is not there, or the machine is in none.",
                    "\"{program} swarm ls\" lists the swarms of your machines; \"{program} swarm init {machine}\" begins "
                            + "one.");
            case SWARM_OTHER -> new Advice("The machine is in another swarm already.",
                    "Take it out first with \"{program} swarm leave {machine}\".");
            case SWARM_NO_MANAGER -> new Advice("No manager of the swarm answers, or those that do have no leader.",
                    "Start the managers: \"{program} ls\" shows which are down.");
            case SWARM_QUORUM -> new Advice("The swarm would lose, or has lost, the majority of its managers.",
                    "Bring managers back or promote others first; --force does it nevertheless. When they are lost for "
                            + "good: \"{program} swarm recover --help\".");
            case SWARM_LOCKED -> new Advice("The swarm's managers are locked and the key is not known here.",
                    "Give the key to \"{program} swarm unlock {machine}\" on its standard input.");
            case SWARM_PORTS -> new Advice("Machines that are to form a swarm cannot reach one another.",
                    "Open the port named above between the machines, or choose addresses with "
                            + "--swarm-advertise-addr.");
            case CLUSTER_FILE -> new Advice("The cluster file has an error, or the cluster is not known here.",
                    "Correct the file at the line named above; docs/cluster-file.md describes every key.");
            case STACK -> new Advice("A stack could not be deployed, or its services do not come up.",
                    "Mend what the service reports and deploy it again; \"{program} stack ps\" shows the tasks.");
            default -> new Advice("The engine refused a request.",
                    "What the engine says is above; \"{program} ssh {machine} docker info\" shows its state.");
        };
    }
}
