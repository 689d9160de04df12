package dev.lmcp.transport.stdio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server that its client starts as a process. */
@Timeout(60)
class StdioProcessTest {

    @TempDir
    Path directory;

    private ServerProcess server;

    @BeforeEach
    void start() throws Exception {
        server = new ServerProcess(directory);
    }

    @AfterEach
    void stop() throws InterruptedException {
        server.kill();
    }

    @Test
    void printsOnlyMessagesAndEndsWithItsInput() throws Exception {
        server.send(ServerProcess.call(1, "chatty", "{}"));

        assertThat(server.next()).contains("\"id\":1").contains("read -1");
        server.in().close();
        assertThat(server.rest()).isEmpty();
        assertThat(server.exitStatus()).isZero();
        assertThat(server.log())
                .contains("transport  stdio", "active  standard input and output")
                .contains("note transport 'stdio' has no authentication: the process that starts this one is trusted")
                .contains("printed by a tool");
    }

    @Test
    void answersRequestsThatCameBeforeItsInputEnded() throws Exception {
        // the last line has no line end, as with a shell's printf
        server.send(ServerProcess.call(1, "slow", "{}")
                + ServerProcess.call(2, "echo", "{\"text\":\"grüße\"}").strip());
        server.in().close();

        assertThat(server.rest())
                .hasSize(2)
                .anyMatch(line -> line.contains("\"id\":1") && line.contains("slow is done"))
                .anyMatch(line -> line.contains("\"id\":2") && line.contains("grüße"));
        assertThat(server.exitStatus()).isZero();
    }

    @Test
    void answersMalformedLinesAndContinues() throws Exception {
        server.send("\r\n\n{\"jsonrpc\"\r\n");
        assertThat(server.next()).contains("-32700").contains("Parse error");

        server.in().write(new byte[] {'"', (byte) 0xC3, '"', '\n'});
        server.in().flush();
        assertThat(server.next()).contains("-32700").contains("not UTF-8");

        server.send(ServerProcess.call(1, "echo", "{\"text\":\"" + "x".repeat(3_000_000) + "\"}"));
        assertThat(server.next())
                .isEqualTo("{\"jsonrpc\":\"2.0\",\"error\":{\"code\":-32600,\"message\":"
                        + "\"Content too large: a message has at most 1048576 bytes\"}}");

        server.send(ServerProcess.call(2, "echo", "{\"text\":\"here\"}"));
        assertThat(server.next()).contains("\"id\":2").contains("here");
    }

    @Test
    void answersRunningCallsWhenItIsTerminated() throws Exception {
        // calls are served shortly before the start is complete; a stop in that time is not tested
        server.awaitLog("eras modern, legacy");
        server.send(ServerProcess.call(1, "slow", "{}"));
        server.awaitLog("slow has begun");

        server.terminate();

        assertThat(server.rest()).singleElement().asString().contains("slow is done");
        assertThat(server.exitStatus()).isEqualTo(128 + 15);
    }

    /** A thousand requests of 64 KiB each need more memory than the process has. */
    @Test
    void acceptsNoMoreRequestsWhileTheClientDoesNotRead() throws Exception {
        int requests = 1_000;
        String text = "x".repeat(65_536);
        AtomicInteger sent = new AtomicInteger();
        Thread sender = new Thread(
                () -> {
                    try {
                        for (int id = 1; id <= requests; id++) {
                            server.send(ServerProcess.call(id, "echo", "{\"text\":\"" + text + "\"}"));
                            sent.set(id);
                        }
                        server.in().close();
                    } catch (IOException e) {
                        // the test checks how many were sent
                    }
                },
                "test-sender");
        sender.start();

        for (int before = -1; before != sent.get() || before == 0; ) {
            before = sent.get();
            sender.join(500);
        }
        assertThat(sent.get()).isLessThan(requests / 2);

        Set<Integer> answered = new TreeSet<>();
        List<String> lines = server.rest();
        lines.forEach(line -> answered.add(id(line)));
        sender.join();
        assertThat(sent.get()).isEqualTo(requests);
        assertThat(lines).hasSize(requests);
        assertThat(answered).hasSize(requests);
        assertThat(server.exitStatus()).isZero();
    }

    private static int id(String line) {
        Matcher matcher = Pattern.compile("\"id\":(\\d+)").matcher(line);
        assertThat(matcher.find())
                .as(line.substring(0, Math.min(200, line.length())))
                .isTrue();
        return Integer.parseInt(matcher.group(1));
    }

    /** Five megabytes fit into the backlog but not into a pipe. */
    @Test
    void endsWithItsInputEvenIfTheClientDoesNotRead() throws Exception {
        String text = "x".repeat(65_536);
        for (int id = 1; id <= 80; id++) {
            server.send(ServerProcess.call(id, "echo", "{\"text\":\"" + text + "\"}"));
        }
        server.in().close();

        assertThat(server.exitStatus()).isZero();
    }

    @Test
    void endsIfTheClientClosesItsOutput() throws Exception {
        server.send(ServerProcess.call(1, "echo", "{\"text\":\"first\"}"));
        assertThat(server.next()).contains("first");

        server.closeOutput();
        // the first response finds the broken pipe
        byte[] call = ServerProcess.call(2, "echo", "{\"text\":\"second\"}").getBytes(StandardCharsets.UTF_8);
        server.in().write(call);
        server.in().flush();

        assertThat(server.exitStatus()).isZero();
    }
}
