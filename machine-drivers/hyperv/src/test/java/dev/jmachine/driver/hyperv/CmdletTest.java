package dev.jmachine.driver.hyperv;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CmdletTest {

    @Test
    void textsAreTakenAsTheyAre() {
        assertThat(Cmdlet.quoted("a'b; $(Remove-VM *) `n \"c\"")).isEqualTo("'a''b; $(Remove-VM *) `n \"c\"'");
    }

    @Test
    void typographicMarksEndNoTextEither() {
        assertThat(Cmdlet.quoted("\u2018\u2019\u201a\u201b"))
                .isEqualTo("'\u2018\u2018\u2019\u2019\u201a\u201a\u201b\u201b'");
    }

    @Test
    void parametersAndPipelinesAreWrittenInTheirOrder() {
        Cmdlet command = Cmdlet.named("Get-VM").with("Name", "web").pipe(Cmdlet.named("Set-VM")
                .with("ProcessorCount", 2).with("StaticMemory")).silently();

        assertThat(command).hasToString("Get-VM -Name 'web' | Set-VM -ProcessorCount 2 -StaticMemory | Out-Null");
    }
}
