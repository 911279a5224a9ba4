package dev.jmachine.driver.vmwarevsphere.vim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jmachine.api.ErrorCode;
import dev.jmachine.spi.FailureKind;
import org.junit.jupiter.api.Test;

class VimExceptionTest {

    @Test
    void tellsTheFaultItsSentenceAndTheOperation() {
        VimException failure = told("NoDiskSpace", "Insufficient disk space on datastore 'ds1'.");

        assertThat(failure).hasMessage("Cloning: vSphere answers NoDiskSpace: "
                + "Insufficient disk space on datastore 'ds1'. (operation op-7)");
        assertThat(failure.code()).isEqualTo(ErrorCode.QUOTA);
        assertThat(failure.fault()).isEqualTo("NoDiskSpace");
    }

    @Test
    void tellsThePrivilegeThatIsMissing() {
        VimElement detail = VimElement.typed("NoPermissionFault", "NoPermission",
                VimElement.value("privilegeId", "VirtualMachine.Provisioning.DeployTemplate"));

        assertThat(VimException.told("Cloning", detail, "Permission to perform this operation was denied", "op-7"))
                .hasMessageContaining("denied; privilege VirtualMachine.Provisioning.DeployTemplate.");
    }

    @Test
    void onlyFaultsThatPassAreTriedAgain() {
        assertThat(told("TaskInProgress", "").kind()).isEqualTo(FailureKind.TRANSIENT);
        assertThat(told("SystemError", "").kind()).isEqualTo(FailureKind.TRANSIENT);
        assertThat(told("InvalidLogin", "").kind()).isEqualTo(FailureKind.AUTHENTICATION);
        assertThat(told("ManagedObjectNotFound", "").kind()).isEqualTo(FailureKind.NOT_FOUND);
        assertThat(told("DuplicateName", "").kind()).isEqualTo(FailureKind.ALREADY_EXISTS);
        assertThat(told("InvalidDeviceSpec", "").kind()).isEqualTo(FailureKind.OTHER);
    }

    private static VimException told(String fault, String sentence) {
        return VimException.told("Cloning", VimElement.typed("Fault", fault), sentence, "op-7");
    }
}
