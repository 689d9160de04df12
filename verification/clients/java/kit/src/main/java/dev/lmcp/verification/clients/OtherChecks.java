package dev.lmcp.verification.clients;

import static dev.lmcp.verification.clients.Column.expect;

import dev.lmcp.verification.clients.OtherClient.Connection;
import dev.lmcp.verification.clients.OtherClient.Result;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** What each of the other clients does; {@code others.mjs} has the same for those on Node.js. */
final class OtherChecks {

    private static final List<String> TOOLS = List.of("echo", "add", "whoami", "sleep", "forecast");
    // Beyond ASCII, beyond the basic plane, with what JSON must escape, and with two line ends that it need not.
    private static final String ODD_TEXT = "grüße \"✓\" \\ \uD834\uDD1E\tone\u2028two\u2029end";
    // A call of this length becomes a stream with a heartbeat of 250 ms.
    private static final long STREAM_MILLIS = 1_000;
    // A call of this length becomes a stream with the default heartbeat of 15 s.
    private static final long LONG_MILLIS = 25_000;
    // Longer than any of these calls takes, and shorter than the clients wait.
    private static final long LIMIT_SECONDS = 15;

    private final Column column;
    private final OtherClient client;
    private final Map<String, Connection> open = new LinkedHashMap<>();

    OtherChecks(String name, String version, OtherClient client) {
        this.column = new Column(name, version);
        this.client = client;
    }

    /** Runs them all, and ends the process. */
    void run() {
        if (check("connect", () -> sample().about())) {
            check("list the tools", this::listTools);
            check("read every page", this::readPages);
            check("call a tool", () -> {
                var result = call(sample(), "echo", Map.of("text", ODD_TEXT));
                return succeeded(result, result.text().equals(ODD_TEXT));
            });
            check("a wrong argument is a tool error", () -> {
                var result = call(sample(), "forecast", Map.of("city", "Lisbon", "days", 9));
                expect(result.isError() && result.text().contains("days"), result);
                return result.text();
            });
            check("refused without a token", () -> refused(Optional.empty()));
            check("refused with a wrong token", () -> refused(Optional.of("not-the-token")));
            check("a long call", () -> sleep(paged(), STREAM_MILLIS, LIMIT_SECONDS));
            check("a call that tells its progress", this::hearProgress);
            check("a call that asks", () -> {
                var result = call(fixtures(), "test_elicitation", Map.of("message", "Who are you?"));
                return succeeded(result, result.text().contains("ada@example.org"));
            });
            if (System.getenv("LONG_CALLS") != null) {
                check("a long call with the default heartbeat", () -> sleep(sample(), LONG_MILLIS, 2 * LONG_MILLIS / 1_000));
            }
        }
        check("end the session", this::close);
        System.exit(column.failures() == 0 ? 0 : 1);
    }

    private boolean check(String name, Column.Check check) {
        if (client.cannot().containsKey(name)) {
            column.absent(name, client.cannot().get(name));
            return false;
        }
        return column.check(name, check);
    }

    private String listTools() throws Exception {
        var names = sample().list();
        expect(names.containsAll(TOOLS), names);
        return String.join(" ", names);
    }

    private String readPages() throws Exception {
        var all = new HashSet<>(sample().list());
        var names = paged().list();
        expect(names.size() == all.size() && all.containsAll(names), names);
        return names.size() + " tools";
    }

    private String hearProgress() throws Exception {
        var fixtures = fixtures();
        succeeded(call(fixtures, "test_tool_with_progress", Map.of()), true);
        var heard = new ArrayList<Double>();
        while (heard.size() < 3) {
            var next = fixtures.progress().poll(5, TimeUnit.SECONDS);
            expect(next != null, heard);
            heard.add(next);
        }
        expect(heard.equals(List.of(0.0, 50.0, 100.0)), heard);
        return "";
    }

    private String refused(Optional<String> token) throws Exception {
        try (var connection = client.connect(System.getenv("SAMPLE_URL"), token)) {
            connection.list();
        } catch (Exception refusal) {
            var words = new StringBuilder();
            for (Throwable cause = refusal; cause != null; cause = cause.getCause()) {
                words.append(cause).append(' ');
            }
            expect(words.toString().matches("(?s).*(401|McpHttpClientTransportAuthorizationException).*"), words);
            return Column.innermost(refusal).toString();
        }
        throw new AssertionError("found a connection");
    }

    private String sleep(Connection connection, long millis, long limitSeconds) throws Exception {
        var result = call(connection, "sleep", Map.of("millis", millis), limitSeconds);
        return succeeded(result, result.text().contains("slept for " + millis + " ms"));
    }

    private String close() throws Exception {
        for (Connection connection : open.values()) {
            connection.close();
        }
        return "";
    }

    private Connection sample() throws Exception {
        return connection("SAMPLE_URL", Optional.of(System.getenv("SAMPLE_TOKEN")));
    }

    private Connection paged() throws Exception {
        return connection("PAGED_URL", Optional.of(System.getenv("SAMPLE_TOKEN")));
    }

    private Connection fixtures() throws Exception {
        return connection("FIXTURES_URL", Optional.empty());
    }

    /** The one connection to the server that a variable of the environment names. */
    private Connection connection(String variable, Optional<String> token) throws Exception {
        var known = open.get(variable);
        if (known != null) {
            return known;
        }
        var opened = client.connect(System.getenv(variable), token);
        open.put(variable, opened);
        return opened;
    }

    private static Result call(Connection connection, String tool, Map<String, Object> arguments) throws Exception {
        return call(connection, tool, arguments, LIMIT_SECONDS);
    }

    /** The result; fails if there is none in time, as a client may wait for minutes. */
    private static Result call(Connection connection, String tool, Map<String, Object> arguments, long limitSeconds)
            throws Exception {
        var result = new CompletableFuture<Result>();
        var caller = new Thread(() -> {
            try {
                result.complete(connection.call(tool, arguments));
            } catch (Exception failure) {
                result.completeExceptionally(failure);
            }
        });
        caller.setDaemon(true);
        caller.start();
        return result.get(limitSeconds, TimeUnit.SECONDS);
    }

    private static String succeeded(Result result, boolean claim) {
        expect(claim && !result.isError(), result);
        return result.text();
    }
}
