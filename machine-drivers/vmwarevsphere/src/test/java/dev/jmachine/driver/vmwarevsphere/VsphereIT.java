package dev.jmachine.driver.vmwarevsphere;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.jmachine.api.MachineException;
import dev.jmachine.api.MachineSpec;
import dev.jmachine.api.MachineState;
import dev.jmachine.api.OwnedObject;
import dev.jmachine.driver.vmwarevsphere.vim.Inventory;
import dev.jmachine.driver.vmwarevsphere.vim.ManagedObject;
import dev.jmachine.driver.vmwarevsphere.vim.ServerTrust;
import dev.jmachine.driver.vmwarevsphere.vim.VimElement;
import dev.jmachine.driver.vmwarevsphere.vim.VimSession;
import dev.jmachine.lifecycle.DriverWorkbench;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a machine is made of, and who is believed, at govmomi's simulator of vCenter. */
@Timeout(120)
class VsphereIT {
    private static VcenterSimulator vcenter;
    private static VcenterSimulator secure;

    @TempDir
    private Path store;

    @BeforeAll
    static void start(@TempDir Path folder) {
        vcenter = VcenterSimulator.startOrSkip(folder.resolve("vcsim.log"), "http");
        secure = VcenterSimulator.startOrSkip(folder.resolve("vcsim-tls.log"), "https");
    }

    @AfterAll
    static void stop() {
        if (secure != null) {
            secure.close();
            vcenter.close();
        }
    }

    @Test
    void theMachineIsAsAskedForAndBearsItsMark() throws IOException {
        try (DriverWorkbench bench = bench("asked", Map.of(
                VsphereOptions.CPUS, "3", VsphereOptions.MEMORY, "1536", VsphereOptions.DISK_SIZE, "12345"),
                List.of("DC0_DVPG0", "VM Network"))) {
            bench.driver().create();
            try (VimSession session = vcenter.login()) {
                ManagedObject machine = new Inventory(session).at("/DC0/vm/asked").orElseThrow();
                Map<String, VimElement> is = session.retrieve("looking", machine, "config.hardware",
                        "config.extraConfig", "config.annotation");
                VimElement hardware = is.get("config.hardware");
                assertThat(hardware.text("numCPU")).isEqualTo("3");
                assertThat(hardware.text("memoryMB")).isEqualTo("1536");
                assertThat(hardware.all("device")).filteredOn(device -> device.type().equals("VirtualDisk"))
                        .extracting(disk -> disk.text("capacityInKB")).containsExactly(String.valueOf(12345 * 1024));
                assertThat(backings(hardware)).containsExactlyInAnyOrder(
                        "VirtualEthernetCardDistributedVirtualPortBackingInfo",
                        "VirtualEthernetCardNetworkBackingInfo");
                assertHandover(is.get("config.extraConfig"));
            }
            bench.driver().remove();
        }
    }

    private static List<String> backings(VimElement hardware) {
        return hardware.all("device").stream().filter(device -> device.child("macAddress").isPresent())
                .map(card -> card.child("backing").orElseThrow().type()).toList();
    }

    private static void assertHandover(VimElement extraConfig) throws IOException {
        Map<String, String> settings = extraConfig.children().stream().collect(Collectors.toMap(
                option -> option.text("key"), option -> option.text("value"), (first, second) -> second));
        assertThat(settings).containsEntry("guestinfo.userdata.encoding", "base64")
                .containsEntry("guestinfo.metadata.encoding", "base64");
        assertThat(JSON.std.mapFrom(decoded(settings.get("guestinfo.metadata"))))
                .containsEntry("local-hostname", "asked").containsEntry("cleanup-guestinfo", List.of("userdata"));
        assertThat(decoded(settings.get("guestinfo.userdata"))).startsWith("#cloud-config\n")
                .contains("ed25519_private");
    }

    private static String decoded(String text) {
        return new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
    }

    @Test
    void whatWasMadeIsFoundAndTheSimulatorsOwnMachinesAreNot() {
        try (DriverWorkbench bench = bench("lost", Map.of(), List.of())) {
            bench.driver().create();
            List<OwnedObject> owned = bench.driver().findOwned();
            assertThat(owned).singleElement().satisfies(found -> {
                assertThat(found.machineName()).isEqualTo("lost");
                assertThat(found.id()).startsWith("vm-");
            });
            bench.driver().remove();
            assertThat(bench.driver().findOwned()).isEmpty();
        }
    }

    @Test
    void aNameThatIsTakenIsToldBeforeAnythingIsMade() {
        try (DriverWorkbench first = bench("taken", Map.of(), List.of());
                DriverWorkbench second = bench(store.resolve("other"), "taken", Map.of(), List.of())) {
            first.driver().create();
            first.driver().check();
            assertThatThrownBy(() -> second.driver().check()).isInstanceOf(MachineException.class)
                    .hasMessageContaining("There is a virtual machine of that name already");
            second.driver().remove();
            assertThat(first.driver().status()).isEqualTo(MachineState.RUNNING);
            first.driver().remove();
        }
    }

    /** docker-machine knows a machine by its name, and keeps the password. */
    @Test
    void aMachineThatDockerMachineMadeIsDriven() {
        Map<String, String> record = Map.of("IP", vcenter.url().toString(), "Username", VcenterSimulator.USER,
                "Password", VcenterSimulator.PASSWORD, "MachineName", "DC0_H0_VM1", "Datacenter", "DC0");
        VsphereDriver driver = new VsphereDriver(StubContext.of(record));

        assertThat(driver.status()).isEqualTo(MachineState.RUNNING);
        driver.stop();
        assertThat(driver.status()).isEqualTo(MachineState.STOPPED);
        driver.remove();
        assertThat(driver.status()).isEqualTo(MachineState.NOT_FOUND);
    }

    @Test
    void whereThereAreSeveralToChooseFromTheyAreListed() {
        try (DriverWorkbench bench = bench("choice", Map.of(VsphereOptions.POOL, ""), List.of())) {
            assertThatThrownBy(() -> bench.driver().check()).isInstanceOf(MachineException.class)
                    .hasMessageContaining("There are several, say which: DC0_C0, DC0_H0.");
        }
    }

    @Test
    void aHostAndThingsByTheirBareNamesWillDoToo() {
        try (DriverWorkbench bench = bench("bare", Map.of(VsphereOptions.POOL, "",
                VsphereOptions.HOST_SYSTEM, "DC0_C0_H1", VsphereOptions.DATASTORE, "LocalDS_0",
                VsphereOptions.CLONE_FROM, "/DC0/vm/DC0_C0_RP0_VM0"), List.of())) {
            bench.driver().check();
        }
    }

    @Test
    void aServerThatNoAuthorityVouchesForIsBelievedByItsThumbprintOnly() {
        URI server = URI.create("https://" + secure.address() + "/sdk");
        MachineException refused = refusal(server, ServerTrust.authorities());
        assertThat(refused.problem()).contains("is not trusted");
        String thumbprint = refused.problem().replaceAll("(?s).*SHA-256 thumbprint is ([0-9a-f]{64}).*", "$1");

        assertLogsIn(server, ServerTrust.thumbprint(thumbprint));
        assertLogsIn(server, ServerTrust.thumbprint(thumbprint.toUpperCase().replaceAll("..(?=.)", "$0:")));
        assertLogsIn(server, ServerTrust.everyone());
        assertThat(refusal(server, ServerTrust.thumbprint("0".repeat(64))).problem()).contains(thumbprint);
        assertThat(refusal(server, ServerTrust.thumbprint("0".repeat(40))).problem()).contains(thumbprint);
    }

    private static MachineException refusal(URI server, ServerTrust trust) {
        try (VimSession session = login(server, trust)) {
            throw new AssertionError("logged in: " + session);
        } catch (MachineException e) {
            return e;
        }
    }

    private static void assertLogsIn(URI server, ServerTrust trust) {
        try (VimSession session = login(server, trust)) {
            assertThat(session.service("rootFolder").type()).isEqualTo("Folder");
        }
    }

    private static VimSession login(URI server, ServerTrust trust) {
        return VimSession.login(server, trust, VcenterSimulator.USER, VcenterSimulator.PASSWORD);
    }

    private DriverWorkbench bench(String name, Map<String, String> options, List<String> networks) {
        return bench(store, name, options, networks);
    }

    private static DriverWorkbench bench(
            Path store, String name, Map<String, String> options, List<String> networks) {
        Map<String, String> all = new HashMap<>(Map.of(
                VsphereOptions.CLONE_FROM, "DC0_H0_VM0",
                VsphereOptions.POOL, "DC0_C0/Resources",
                VsphereOptions.CONFIGURATION, "SET.guest.ipAddress=127.0.0.1"));
        all.putAll(options);
        MachineSpec.Builder spec = MachineSpec.builder(name, "vmwarevsphere");
        VcenterSimulator.access(vcenter.url().toString()).forEach((key, value) -> spec.option(key, value.get(0)));
        all.forEach(spec::option);
        networks.forEach(network -> spec.option(VsphereOptions.NETWORK, network));
        return new DriverWorkbench(new VsphereDriverFactory(), store, spec.build(), UnaryOperator.identity());
    }
}
