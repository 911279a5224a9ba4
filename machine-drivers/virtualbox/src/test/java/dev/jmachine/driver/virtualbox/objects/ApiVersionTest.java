package dev.jmachine.driver.virtualbox.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jmachine.api.MachineException;
import dev.jmachine.driver.virtualbox.soap.FakeService;
import dev.jmachine.driver.virtualbox.soap.SoapClient;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is sent to each version, as the SDK references of these versions have it; 7.2 is tried for real elsewhere. */
class ApiVersionTest {
    private static final Pattern OPERATION = Pattern.compile("<v:(\\w+)>(.*)</v:");

    @ParameterizedTest
    @CsvSource({
        "6.1.50, 'settingsFile,name,groups,osTypeId,flags', IBIOSSettings_setIOAPICEnabled, IMachine_setRTCUseUTC",
        "7.0.20, 'settingsFile,name,groups,osTypeId,flags,cipher,passwordId,password',"
                + " IBIOSSettings_setIOAPICEnabled, IMachine_setRTCUseUTC",
        "7.1.4, 'settingsFile,name,platform,groups,osTypeId,flags,cipher,passwordId,password',"
                + " IFirmwareSettings_setIOAPICEnabled, IPlatform_setRTCUseUTC",
        "7.2.22_Debian, 'settingsFile,name,platform,groups,osTypeId,flags,cipher,passwordId,password',"
                + " IFirmwareSettings_setIOAPICEnabled, IPlatform_setRTCUseUTC"})
    void aMachineIsMadeAsTheVersionHasIt(String version, String arguments, String firmware, String clock)
            throws IOException {
        try (FakeService service = new FakeService(request -> answer(request, version));
                SoapClient client = new SoapClient(service.address(), Duration.ofSeconds(20));
                VirtualBox virtualBox = VirtualBox.logOn(client, "", "")) {
            virtualBox.createMachine("/a.vbox", "a", "UUID=1");
            assertThat(argumentsOf(service.requests(), "IVirtualBox_createMachine"))
                    .containsExactly(("_this," + arguments).split(","));
            assertThat(service.requests()).anyMatch(request -> request.contains("<v:" + firmware + ">"))
                    .anyMatch(request -> request.contains("<v:" + clock + ">"));
        }
    }

    @ParameterizedTest
    @CsvSource({"6.1.50, 'settingsFile'", "7.0.2, 'settingsFile,password'", "7.2.0, 'settingsFile,password'"})
    void aMachinesFileIsOpenedAsTheVersionHasIt(String version, String arguments) throws IOException {
        try (FakeService service = new FakeService(request -> answer(request, version));
                SoapClient client = new SoapClient(service.address(), Duration.ofSeconds(20));
                VirtualBox virtualBox = VirtualBox.logOn(client, "", "")) {
            assertThat(virtualBox.openMachine("/a.vbox")).isPresent();
            assertThat(argumentsOf(service.requests(), "IVirtualBox_openMachine"))
                    .containsExactly(("_this," + arguments).split(","));
        }
    }

    @Test
    void aProcessorOtherThanX86IsTold() throws IOException {
        String arm = FakeService.message("<vbox:r><returnval>ARM</returnval></vbox:r>");
        try (FakeService service = new FakeService(
                        request -> request.contains("getArchitecture") ? arm : answer(request, "7.2.2"));
                SoapClient client = new SoapClient(service.address(), Duration.ofSeconds(20));
                VirtualBox virtualBox = VirtualBox.logOn(client, "", "")) {
            assertThat(virtualBox.processorProblem()).contains("ARM");
        }
    }

    @Test
    void olderVersionsAreRefused() {
        for (String version : List.of("6.0.24", "5.2.44", "4.3.40", "")) {
            assertThatThrownBy(() -> ApiVersion.of(version)).isInstanceOf(MachineException.class)
                    .hasMessageContaining("6.1 is the oldest");
        }
    }

    private static String answer(String request, String version) {
        String returned = request.contains("IVirtualBox_getVersion") ? version : "ref-1";
        return FakeService.message("<vbox:response><returnval>" + returned + "</returnval></vbox:response>");
    }

    private static List<String> argumentsOf(List<String> requests, String operation) {
        for (String request : requests) {
            Matcher matcher = OPERATION.matcher(request);
            if (matcher.find() && matcher.group(1).equals(operation)) {
                return Pattern.compile("<(\\w+)>").matcher(matcher.group(2)).results()
                        .map(found -> found.group(1)).toList();
            }
        }
        throw new AssertionError(operation + " was not called: " + requests);
    }
}
