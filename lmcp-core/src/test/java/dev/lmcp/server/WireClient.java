package dev.lmcp.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lmcp.server.Transcript.Step;
import dev.lmcp.server.support.ServerSentEvent;
import dev.lmcp.server.support.TestExchange;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;

/** Sends the requests of a transcript, each on its own thread, and keeps the responses. */
final class WireClient implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final String EVERYTHING =
            "{\"sampling\":{},\"elicitation\":{\"form\":{},\"url\":{}},\"roots\":{\"listChanged\":true}}";

    private final TestServer server;
    private final WireForm form;
    private final WirePattern pattern;
    private final Map<String, TestExchange> exchanges = new HashMap<>();
    private final Map<String, Integer> eventsSeen = new HashMap<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private JsonNode capabilities = WirePattern.json(EVERYTHING);

    WireClient(TestServer server, WireForm form, WirePattern pattern) {
        this.server = server;
        this.form = form;
        this.pattern = pattern;
    }

    /** Sends a request; the response is stored under the step's label. */
    void send(Step step) {
        String first = step.words().get(0);
        if (first.equals("call") || first.equals("notify")) {
            boolean answered = first.equals("call");
            String id = answered ? pattern.fill(step.words().get(1)) : "-";
            sendInForm(step.label(), id, step.words().get(answered ? 2 : 1), pattern.fill(step.body()), step.fields());
            return;
        }
        String target = pattern.fill(step.words().get(1));
        exchange(step.label(), first, target, usual(first), step.fields(), pattern.fill(step.body()));
    }

    private TestExchange sendInForm(String label, String id, String method, String body, Map<String, String> fields) {
        JsonNode params = WirePattern.json(body.isEmpty() ? "{}" : body);
        Map<String, String> usual = usual("POST");
        usual.putAll(form.fields(method, params, pattern.text("session")));
        return exchange(label, "POST", "/mcp", usual, fields, form.message(id, method, params, capabilities));
    }

    /** The fields that every client sends. */
    private static Map<String, String> usual(String method) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("Host", "localhost:8080");
        fields.put("Authorization", "Bearer alice");
        if (method.equals("POST")) {
            fields.put("Content-Type", "application/json");
            fields.put("Accept", "application/json, text/event-stream");
        } else if (method.equals("GET")) {
            fields.put("Accept", "text/event-stream");
        }
        return fields;
    }

    private TestExchange exchange(
            String label,
            String method,
            String target,
            Map<String, String> usual,
            Map<String, String> fields,
            String body) {
        Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        all.putAll(usual);
        fields.forEach((name, value) -> all.put(name, pattern.fill(value)));
        Map<String, List<String>> lines = new HashMap<>();
        all.forEach((name, value) -> {
            if (!value.isEmpty()) {
                lines.put(name, List.of(value));
            }
        });
        TestExchange exchange = new TestExchange(method, target, lines, body);
        exchanges.put(label, exchange);
        eventsSeen.put(label, 0);
        threads.execute(() -> server.endpoint().handle(exchange));
        return exchange;
    }

    TestExchange answer(String label) {
        return Optional.ofNullable(exchanges.get(label))
                .orElseThrow(() -> new IllegalArgumentException("no request '" + label + "' was sent"));
    }

    /** Returns the next event of a stream; empty if the stream has ended. */
    Optional<ServerSentEvent> nextEvent(String label) throws InterruptedException {
        int number = eventsSeen.merge(label, 1, Integer::sum) - 1;
        return answer(label).event(number, PATIENCE);
    }

    /** Sets the client's capabilities and, in the legacy era, opens a session. */
    void open(Step step) throws InterruptedException {
        if (!step.body().isEmpty()) {
            capabilities = WirePattern.json(step.body());
        }
        if (form.isModern()) {
            return;
        }
        TestExchange opened = exchange(
                "open", "POST", "/mcp", usual("POST"), step.fields(), """
                {"jsonrpc":"2.0","id":"open","method":"initialize","params":{"protocolVersion":"%s",\
                "capabilities":%s,"clientInfo":{"name":"transcript","version":"1"}}}""".formatted(form.revision(), capabilities));
        assertThat(opened.status(PATIENCE)).as("the status of initialize").isEqualTo(200);
        pattern.know("session", opened.header("Mcp-Session-Id").orElseThrow());
        TestExchange ready = sendInForm("open", "-", "notifications/initialized", "", step.fields());
        assertThat(ready.status(PATIENCE))
                .as("the status of notifications/initialized")
                .isEqualTo(202);
    }

    /** Polls a task until it has a status. */
    void poll(String status, String task) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        String seen = "";
        while (!seen.equals(status)) {
            assertThat(System.nanoTime())
                    .as("the time, while the task is " + seen)
                    .isLessThan(end);
            TestExchange answer =
                    sendInForm("poll", "\"poll\"", "tasks/get", "{\"taskId\":\"" + task + "\"}", Map.of());
            seen = WirePattern.json(answer.body(PATIENCE))
                    .path("result")
                    .path("status")
                    .stringValue("");
        }
    }

    @Override
    public void close() {
        exchanges.values().forEach(TestExchange::goAway);
        threads.shutdownNow();
    }
}
