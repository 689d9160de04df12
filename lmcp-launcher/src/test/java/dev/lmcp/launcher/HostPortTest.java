package dev.lmcp.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HostPortTest {

    @Test
    void listensOnLoopbackByDefault() throws Exception {
        assertThat(HostPort.of(Map.of(), Map.of())).isEqualTo(new HostPort("127.0.0.1", 8080));
    }

    @Test
    void prefersAFlagToTheEnvironment() throws Exception {
        Map<String, String> environment = Map.of("LMCP_PORT", "1", "LMCP_HOST", "::1");

        assertThat(HostPort.of(Map.of("--port", "0"), environment)).isEqualTo(new HostPort("::1", 0));
    }

    @Test
    void ignoresTheServiceLinkOfAnOrchestrator() throws Exception {
        assertThat(HostPort.of(Map.of(), Map.of("LMCP_PORT", "tcp://10.0.0.1:80"))
                        .port())
                .isEqualTo(8080);
    }

    @ParameterizedTest
    @ValueSource(strings = {"65536", "-1", "eighty", "8080x"})
    void refusesAMalformedPort(String port) throws Exception {
        assertThatThrownBy(() -> HostPort.of(Map.of("--port", port), Map.of()))
                .isInstanceOf(CommandLineException.class)
                .hasMessage("the port is '" + port + "'; expected a number from 0 to 65535: see --help");
    }

    @ParameterizedTest
    @ValueSource(strings = {"::1", "[::1]"})
    void takesAnAddressWithAndWithoutBrackets(String host) throws Exception {
        HostPort address = HostPort.of(Map.of("--host", host), Map.of());

        assertThat(address.urlHost()).isEqualTo("[::1]");
        assertThat(address.isLoopback()).isTrue();
        assertThat(address.names()).containsExactly("[::1]", "localhost", "127.0.0.1");
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1,true",
        "0.0.0.0,true",
        "::,true",
        "192.0.2.7,false",
        "2001:db8::7,false",
        "nohost.invalid,false"
    })
    void knowsTheAddressesOfThisMachine(String host, boolean isLocal) {
        assertThat(new HostPort(host, 0).isLocal()).isEqualTo(isLocal);
    }
}
