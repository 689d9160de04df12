package dev.lmcp.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FlagsTest {

    @Test
    void takesValuesBehindASpaceOrAnEqualsSign() throws Exception {
        Flags flags = Flags.parse("--auth", "secret", "--lmcp.path=/api", "--check");

        assertThat(flags.values())
                .containsExactlyInAnyOrderEntriesOf(Map.of("--auth", "secret", "--lmcp.path", "/api"));
        assertThat(flags.isCheck()).isTrue();
        assertThat(flags.isHelp()).isFalse();
    }

    @Test
    void takesTheTransportFromAFlagOrElseFromTheEnvironment() throws Exception {
        Map<String, String> environment = Map.of("LMCP_TRANSPORT", "carrier");

        assertThat(Flags.parse("--stdio").plugin(environment)).contains("stdio");
        assertThat(Flags.parse("--lmcp.transport=stdio").plugin(Map.of())).contains("stdio");
        assertThat(Flags.parse().plugin(environment)).contains("carrier");
        assertThat(Flags.parse().plugin(Map.of())).isEmpty();
        assertThat(Flags.parse("--transport", "http").plugin(environment)).isEmpty();
        assertThatThrownBy(() -> Flags.parse("--stdio", "--transport=http"))
                .hasMessage("flag '--transport' is given twice; expected it once");
    }

    @Test
    void listensOnThisMachineAloneWhereNothingIsSaid() throws Exception {
        assertThat(Flags.parse().address(Map.of())).isEqualTo(new HostPort("127.0.0.1", 8080));
    }

    @Test
    void prefersAFlagToTheEnvironment() throws Exception {
        Map<String, String> environment = Map.of("LMCP_PORT", "1", "LMCP_HOST", "::1");

        assertThat(Flags.parse("--port", "0").address(environment)).isEqualTo(new HostPort("::1", 0));
    }

    @Test
    void ignoresTheLinkOfAnOrchestrator() throws Exception {
        assertThat(Flags.parse()
                        .address(Map.of("LMCP_PORT", "tcp://10.0.0.1:80"))
                        .port())
                .isEqualTo(8080);
    }

    @ParameterizedTest
    @ValueSource(strings = {"65536", "-1", "eighty", "8080x"})
    void refusesWhatIsNoPort(String port) throws Exception {
        Flags flags = Flags.parse("--port=" + port);

        assertThatThrownBy(() -> flags.address(Map.of()))
                .isInstanceOf(Flags.Unusable.class)
                .hasMessage("the port is '" + port + "'; expected a number from 0 to 65535: see --help");
    }

    @ParameterizedTest
    @CsvSource({
        "--port, flag '--port' has no value; expected one behind it: see --help",
        "start, 'start' stands on the command line; expected a flag that --help lists",
    })
    void refusesALineThatCannotBeRead(String line, String message) {
        assertThatThrownBy(() -> Flags.parse(line))
                .isInstanceOf(Flags.Unusable.class)
                .hasMessage(message);
    }

    @Test
    void refusesAFlagGivenTwice() {
        assertThatThrownBy(() -> Flags.parse("--port=1", "--port", "2"))
                .hasMessage("flag '--port' is given twice; expected it once");
    }
}
