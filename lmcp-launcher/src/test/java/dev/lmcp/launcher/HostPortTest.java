package dev.lmcp.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
}
