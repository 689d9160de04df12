package dev.lmcp.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ServerRunTest {

    private final PrintStream usualOut = System.out;
    private final PrintStream usualErr = System.err;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void listen() {
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void letGo() {
        System.setOut(usualOut);
        System.setErr(usualErr);
    }

    private static int run(boolean isCheck) throws IOException {
        return ServerRun.run(Map.of("--transport", "carrier"), isCheck, closing -> {
            throw new IllegalStateException("nothing has started");
        });
    }

    @Test
    void printsTheResultOfACheckOnStandardOutput() throws IOException {
        assertThat(run(true)).isEqualTo(1);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .startsWith("lmcp does not start: ")
                .contains("LMCP-203 lmcp.transport (flag --transport) names 'carrier'; found 'http' in ");
    }

    @Test
    void printsTheProblemsOfAFailedStartOnStandardError() throws IOException {
        assertThat(run(false)).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("LMCP-203 lmcp.transport (flag --transport) names");
        assertThat(out.toString(StandardCharsets.UTF_8)).isEmpty();
    }
}
