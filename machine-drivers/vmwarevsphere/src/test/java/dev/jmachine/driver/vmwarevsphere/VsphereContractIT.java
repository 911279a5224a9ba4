package dev.jmachine.driver.vmwarevsphere;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jmachine.spi.DriverFactory;
import dev.jmachine.testkit.FaultProxy;
import dev.jmachine.testkit.FaultProxy.Fault;
import dev.jmachine.testkit.FaultProxy.FaultAnswer;
import dev.jmachine.testkit.ProviderContract;
import dev.jmachine.testkit.SshHost;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The contract, every fault included, against govmomi's simulator of vCenter; an SSH host stands in for the guest. */
@Timeout(300)
class VsphereContractIT extends ProviderContract {
    private static final String REQUEST_ID = "fault-1";

    private static VcenterSimulator vcenter;
    private static FaultProxy proxy;
    private static SshHost guest;
    private static List<String> machinesBefore;

    @BeforeAll
    static void start(@TempDir Path folder) {
        vcenter = VcenterSimulator.startOrSkip(folder.resolve("vcsim.log"), "http");
        machinesBefore = vcenter.machines();
        proxy = FaultProxy.before(vcenter.url());
        proxy.answerWith(Fault.SERVER_ERROR, new FaultAnswer(500, Map.of("X-Request-Id", REQUEST_ID), """
                <?xml version="1.0" encoding="UTF-8"?>
                <soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"
                    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
                <soapenv:Body><soapenv:Fault><faultcode>ServerFaultCode</faultcode>
                <faultstring>A general system error occurred: no database</faultstring>
                <detail><SystemErrorFault xmlns="urn:vim25" xsi:type="SystemError"/></detail>
                </soapenv:Fault></soapenv:Body></soapenv:Envelope>"""));
        proxy.answerWith(Fault.THROTTLED, new FaultAnswer(503, Map.of(), "upstream overload"));
        guest = SshHost.start(folder.resolve("guest"));
    }

    @AfterAll
    static void stop() {
        if (vcenter != null) {
            guest.close();
            proxy.close();
            vcenter.close();
        }
    }

    @Override
    protected FaultProxy proxy() {
        return proxy;
    }

    @Override
    protected String requestId() {
        return REQUEST_ID;
    }

    @Override
    protected DriverFactory factory() {
        return new VsphereDriverFactory();
    }

    @Override
    protected Map<String, List<String>> options() {
        Map<String, List<String>> options = new HashMap<>(VcenterSimulator.access(proxy.url().toString()));
        options.put(VsphereOptions.CLONE_FROM, List.of("DC0_H0_VM0"));
        options.put(VsphereOptions.POOL, List.of("DC0_C0/Resources"));
        options.put(VsphereOptions.NETWORK, List.of("DC0_DVPG0", "VM Network"));
        options.put(VsphereOptions.DISK_SIZE, List.of("12345"));
        // The simulator's way to let a guest have an address.
        options.put(VsphereOptions.CONFIGURATION, List.of("SET.guest.ipAddress=127.0.0.1"));
        options.put(VsphereOptions.SSH_PORT, List.of(Integer.toString(guest.port())));
        return options;
    }

    @Override
    protected List<Map<String, List<String>>> refusedOptions() {
        return List.of(
                Map.of(VsphereOptions.VCENTER, List.of("http://vcenter.example.com")),
                Map.of(VsphereOptions.VCENTER, List.of("")),
                Map.of(VsphereOptions.USERNAME, List.of("nobody")),
                Map.of(VsphereOptions.PASSWORD, List.of("wrong")),
                Map.of(VsphereOptions.PASSWORD, List.of("")),
                Map.of(VsphereOptions.THUMBPRINT, List.of("12:34")),
                Map.of(VsphereOptions.CLONE_FROM, List.of("no-such-template")),
                Map.of(VsphereOptions.CREATION_TYPE, List.of("library")),
                Map.of(VsphereOptions.BOOT2DOCKER_URL, List.of("https://example.com/boot2docker.iso")),
                Map.of(VsphereOptions.DATACENTER, List.of("DC9")),
                Map.of(VsphereOptions.FOLDER, List.of("no-such-folder")),
                Map.of(VsphereOptions.POOL, List.of("")),
                Map.of(VsphereOptions.HOST_SYSTEM, List.of("no-such-host")),
                Map.of(VsphereOptions.DATASTORE, List.of("no-such-datastore")),
                Map.of(VsphereOptions.NETWORK, List.of("no-such-network")),
                Map.of(VsphereOptions.CONFIGURATION, List.of("without-value")),
                Map.of(VsphereOptions.CLOUD_INIT, List.of("/nonexistent/data")),
                Map.of(VsphereOptions.MEMORY, List.of("1023")),
                Map.of(VsphereOptions.SSH_USER, List.of("Two words")));
    }

    @Override
    protected void assertNothingIsLeft(Path folder) {
        assertThat(vcenter.machines()).isEqualTo(machinesBefore);
    }
}
