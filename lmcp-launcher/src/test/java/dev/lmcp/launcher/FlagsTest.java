package dev.lmcp.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FlagsTest {

    @Test
    void readsValuesAfterASpaceOrAnEqualsSign() throws Exception {
        Flags flags = Flags.parse("--auth", "secret", "--lmcp.path=/api", "--check");

        assertThat(flags.values())
                .containsExactlyInAnyOrderEntriesOf(Map.of("--auth", "secret", "--lmcp.path", "/api"));
        assertThat(flags.action()).isEqualTo(Flags.Action.CHECK);
    }

    @Test
    void readsTheTransportFromAFlagOrTheEnvironment() throws Exception {
        Map<String, String> environment = Map.of("LMCP_TRANSPORT", "carrier");

        assertThat(Flags.parse("--stdio").plugin(environment)).contains("stdio");
        assertThat(Flags.parse("--lmcp.transport=stdio").plugin(Map.of())).contains("stdio");
        assertThat(Flags.parse().plugin(environment)).contains("carrier");
        assertThat(Flags.parse().plugin(Map.of())).isEmpty();
        assertThat(Flags.parse("--transport", "http").plugin(environment)).isEmpty();
        assertThatThrownBy(() -> Flags.parse("--stdio", "--transport=http"))
                .hasMessage("flag '--transport' is set twice; expected it once: remove one");
    }

    @ParameterizedTest
    @CsvSource({
        "'', RUN",
        "--check, CHECK",
        "--version, VERSION",
        "-V, VERSION",
        "--help, HELP",
        "-h, HELP",
        "--check --version, VERSION",
        "--help --version, HELP",
    })
    void readsTheAction(String line, Flags.Action action) throws Exception {
        assertThat(Flags.parse(line.isEmpty() ? new String[0] : line.split(" ")).action())
                .isEqualTo(action);
    }

    @ParameterizedTest
    @CsvSource({
        "--port, flag '--port' has no value; expected a value after it: see --help",
        "start, 'start' is not a flag; expected a flag that --help lists",
        "-p, '-p' is not a flag; expected a flag that --help lists; did you mean '--port' or '--plugins'?",
        "-p=80, '-p=80' is not a flag; expected a flag that --help lists; did you mean '--port' or '--plugins'?",
        "-port, '-port' is not a flag; expected a flag that --help lists; did you mean '--port'?",
        "-v, '-v' is not a flag; expected a flag that --help lists; did you mean '--version'?",
        "-, '-' is not a flag; expected a flag that --help lists",
        "8081, '8081' is not a flag; expected a flag that --help lists; did you mean '--port 8081'?",
    })
    void refusesAMalformedLineWithASuggestion(String line, String message) {
        assertThatThrownBy(() -> Flags.parse(line))
                .isInstanceOf(CommandLineException.class)
                .hasMessage(message);
    }

    @Test
    void refusesAFlagThatIsSetTwice() {
        assertThatThrownBy(() -> Flags.parse("--port=1", "--port", "2"))
                .hasMessage("flag '--port' is set twice; expected it once: remove one");
    }
}
