package dev.jmachine.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;

class EngineAddressTest {

    @Test
    void thePortFollowsTlsWhereTheUrlHasNone() {
        assertThat(EngineAddress.of(URI.create("tcp://web"), true)).isEqualTo(new EngineAddress.Tcp("web", 2376));
        assertThat(EngineAddress.of(URI.create("tcp://web"), false)).isEqualTo(new EngineAddress.Tcp("web", 2375));
        assertThat(EngineAddress.of(URI.create("tcp://web:1/"), true)).isEqualTo(new EngineAddress.Tcp("web", 1));
    }

    @Test
    void anIpv6AddressLosesItsBracketsAndGetsThemBackInTheHeader() {
        EngineAddress address = EngineAddress.of(URI.create("tcp://[2001:db8::7]:2376"), true);
        assertThat(address).isEqualTo(new EngineAddress.Tcp("2001:db8::7", 2376));
        assertThat(address.hostHeader()).isEqualTo("[2001:db8::7]:2376");
    }

    @Test
    void aNameMayHaveAnUnderscore() {
        assertThat(EngineAddress.of(URI.create("tcp://web_1:2376"), true))
                .isEqualTo(new EngineAddress.Tcp("web_1", 2376));
    }
}
