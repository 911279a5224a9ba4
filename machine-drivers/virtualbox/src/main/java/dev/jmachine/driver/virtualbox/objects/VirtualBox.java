package dev.jmachine.driver.virtualbox.objects;

import dev.jmachine.driver.virtualbox.soap.SoapClient;
import dev.jmachine.driver.virtualbox.soap.VirtualBoxFault;
import dev.jmachine.spi.FailureKind;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * VirtualBox as one user sees it: {@code IVirtualBox}, in one session of the web service.
 *
 * <p>Closing it ends the session, with which the service forgets all references that it has given. Not thread-safe.
 */
public final class VirtualBox extends RemoteObject implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(3);
    private static final String DISK = "HardDisk";

    private final ApiVersion api;

    private VirtualBox(SoapClient client, String reference) {
        super(client, "IVirtualBox", reference);
        this.api = ApiVersion.of(version());
    }

    /**
     * Begin a session.
     *
     * @throws VirtualBoxFault if the service does not answer or does not let the user in
     */
    public static VirtualBox logOn(SoapClient client, String user, String password) {
        return new VirtualBox(client,
                client.call("IWebsessionManager_logon", "username", user, "password", password).text());
    }

    /** Return VirtualBox's version, such as {@code 7.2.22_Debian}. */
    public String version() {
        return call("getVersion").text();
    }

    /** Return why machines of this driver cannot run on the host's kind of processor; empty when they can. */
    public String processorProblem() {
        return api.processorProblem(host());
    }

    /** Return the computer that it runs on. */
    public Host host() {
        return new Host(client(), call("getHost").text());
    }

    /** Return where the settings of a machine are kept; an empty folder stands for VirtualBox's own. */
    public String settingsFile(String name, String flags, String folder) {
        return call("composeMachineFilename", "name", name, "group", "", "createFlags", flags, "baseFolder", folder)
                .text();
    }

    /** Make a machine, which VirtualBox forgets unless it is registered. */
    public Machine createMachine(String settingsFile, String name, String flags) {
        List<String> arguments = api.creation(settingsFile, name, flags);
        Machine machine = new Machine(client(), call("createMachine", arguments.toArray(String[]::new)).text());
        api.setBoard(machine);
        return machine;
    }

    /** Return the machine that a settings file describes, which is not listed among the machines, if there is one. */
    public Optional<Machine> openMachine(String settingsFile) {
        try {
            String[] arguments = api.opening(settingsFile).toArray(String[]::new);
            return Optional.of(new Machine(client(), call("openMachine", arguments).text()));
        } catch (VirtualBoxFault e) {
            if (e.noFile()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Write a machine's settings to its file and list it among the machines. */
    public void register(Machine machine) {
        call("registerMachine", "machine", machine.reference());
    }

    /** Return the machine of a UUID or a name, if there is one. */
    public Optional<Machine> findMachine(String idOrName) {
        try {
            return Optional.of(new Machine(client(), call("findMachine", "nameOrId", idOrName).text()));
        } catch (VirtualBoxFault e) {
            if (e.kind() == FailureKind.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Return all machines. */
    public List<Machine> machines() {
        return call("getMachines").texts().stream().map(found -> new Machine(client(), found)).toList();
    }

    /** Start a machine, and wait until it runs. */
    public void launch(Machine machine, String frontEnd) {
        MachineLock lock = MachineLock.of(client(), session());
        try {
            String progress = machine.call("launchVMProcess", "session", lock.reference(), "name", frontEnd).text();
            new Progress(client(), progress).await("Starting the machine", START);
        } catch (VirtualBoxFault e) {
            lock.abandon(e);
            throw e;
        }
        lock.close();
    }

    /** Lock a machine that is off, to change it. The caller closes the lock. */
    public MachineLock lock(Machine machine) {
        return MachineLock.take(client(), session(), machine, "Write");
    }

    /** Share the lock of a machine that runs, to command it. The caller closes the lock. */
    public MachineLock share(Machine machine) {
        return MachineLock.take(client(), session(), machine, "Shared");
    }

    private String session() {
        return client().call("IWebsessionManager_getSessionObject", "refIVirtualBox", reference()).text();
    }

    /** Open a disk that is a file there. It is known to VirtualBox from then on. */
    public Medium openDisk(String location) {
        return new Medium(client(), call("openMedium", "location", location, "deviceType", DISK,
                "accessMode", "ReadWrite", "forceNewUuid", "false").text());
    }

    /** Describe a disk that has no storage yet. */
    public Medium newDisk(String location) {
        return new Medium(client(), call("createMedium", "format", "VDI", "location", location,
                "accessMode", "ReadWrite", "aDeviceTypeType", DISK).text());
    }

    /** Return the disks that VirtualBox knows. */
    public List<Medium> disks() {
        return call("getHardDisks").texts().stream().map(found -> new Medium(client(), found)).toList();
    }

    /** Return those of which something holds; what another command has taken away meanwhile is none of them. */
    public static <T> List<T> those(List<T> all, Predicate<T> condition) {
        return all.stream().filter(each -> {
            try {
                return condition.test(each);
            } catch (VirtualBoxFault e) {
                if (e.kind() == FailureKind.NOT_FOUND) {
                    return false;
                }
                throw e;
            }
        }).toList();
    }

    /** Return the images of optical discs that VirtualBox knows. */
    public List<Medium> discs() {
        return call("getDVDImages").texts().stream().map(found -> new Medium(client(), found)).toList();
    }

    /** Make a NAT network without DHCP, unless there is one of that name. */
    public void ensureNatNetwork(String name, String prefix) {
        if (natNetwork(name).isEmpty()) {
            String network = call("createNATNetwork", "networkName", name).text();
            callOn("INATNetwork", network, "setNetwork", "network", prefix);
            callOn("INATNetwork", network, "setNeedDhcpServer", "needDhcpServer", "false");
        }
    }

    /** Remove a NAT network; succeed when there is none of that name, or another command is faster. */
    public void removeNatNetwork(String name) {
        natNetwork(name).ifPresent(network -> {
            try {
                call("removeNATNetwork", "network", network);
            } catch (VirtualBoxFault e) {
                if (e.kind() == FailureKind.TRANSIENT || natNetwork(name).isPresent()) {
                    throw e;
                }
            }
        });
    }

    /** Return the names of the NAT networks. */
    public List<String> natNetworks() {
        return call("getNATNetworks").texts().stream().map(this::networkName).toList();
    }

    private Optional<String> natNetwork(String name) {
        return those(call("getNATNetworks").texts(), found -> networkName(found).equals(name)).stream().findFirst();
    }

    private String networkName(String network) {
        return callOn("INATNetwork", network, "getNetworkName").text();
    }

    /** End the session. */
    @Override
    public void close() {
        client().call("IWebsessionManager_logoff", "refIVirtualBox", reference());
    }
}
