package dev.jmachine.driver.vmwarevsphere.vim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class SoapMessageTest {
    private static final ManagedObject MACHINE = new ManagedObject("VirtualMachine", "vm-42");

    @Test
    void whatIsWrittenIsReadBackWhateverIsInIt() throws IOException {
        VimElement call = VimSession.method("ReconfigVM_Task", MACHINE, VimElement.object("spec",
                VimElement.value("annotation", "a < b & \"c\" > 'd'\r\n\t]]> ü 𝄞"),
                VimElement.option("extraConfig", "guestinfo.x", "")));

        assertThat(SoapMessage.read(SoapMessage.write("op-1", call))).isEqualTo(call);
    }

    @Test
    void theOperationIsNamedInTheHeader() {
        assertThat(SoapMessage.write("op-1", VimSession.method("Logout", MACHINE)))
                .contains("<soapenv:Header><operationID xmlns=\"urn:vim25\">op-1</operationID></soapenv:Header>")
                .contains("<soapenv:Body><Logout xmlns=\"urn:vim25\"><_this type=\"VirtualMachine\">vm-42</_this>");
    }

    @Test
    void charactersThatXmlCannotHoldAreLeftOut() {
        assertThat(SoapMessage.write("op-1", VimElement.value("name", "a\u0000\u0007b\uffffc\ud800d")))
                .contains(">abcd<");
    }

    @Test
    void whatIsNotAnEnvelopeIsToldAndNoEntityIsFollowed() {
        assertThatThrownBy(() -> SoapMessage.read("upstream overload")).isInstanceOf(IOException.class)
                .hasMessageContaining("not XML");
        assertThatThrownBy(() -> SoapMessage.read("<html/>")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> SoapMessage.read(
                "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>"))
                .isInstanceOf(IOException.class).hasMessageContaining("DOCTYPE");
    }
}
