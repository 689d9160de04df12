package dev.lmcp.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lmcp.server.Transcript.Step;
import java.time.Duration;
import java.util.List;

/** Plays a transcript against a server. */
final class TranscriptRun implements AutoCloseable {

    private static final String META =
            "{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\",\"io.modelcontextprotocol/clientCapabilities\":{}}";

    private final TestServer server;
    private final WireForm form;
    private final WirePattern pattern = new WirePattern();
    private final WireClient client;
    private final WireCheck check;

    TranscriptRun(TestServer server, WireForm form) {
        this.server = server;
        this.form = form;
        this.client = new WireClient(server, form, pattern);
        this.check = new WireCheck(client, form, pattern);
        pattern.know("revision", form.revision());
        pattern.know("meta", WirePattern.json(META));
    }

    void play(Transcript transcript) throws Exception {
        for (Step step : transcript.steps()) {
            try {
                switch (step.kind()) {
                    case ">>" -> client.send(step);
                    case "<<" -> check.expect(step);
                    default -> act(step);
                }
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError(
                        "%s, line %d, revision %s: %s%n(%s)"
                                .formatted(
                                        transcript.name(),
                                        step.line(),
                                        form.revision(),
                                        e.getMessage(),
                                        transcript.purpose()),
                        e);
            }
        }
    }

    /** Runs an action that is not a single request. */
    private void act(Step step) throws InterruptedException {
        List<String> words = step.words();
        switch (words.get(0)) {
            // the client opens a session if the revision has sessions; the body has its capabilities
            case "open" -> client.open(step);
            // the client drops a connection
            case "drop" -> client.answer(words.get(1)).goAway();
            // the container ends a stream because it stops the application
            case "undeploy" -> client.answer(words.get(1)).applicationStops();
            // the client polls a task until it has a status
            case "poll" -> client.poll(words.get(1), pattern.fill(words.get(2)));
            // a response does not contain these texts
            case "absent" ->
                assertThat(pattern.fill(words.get(1)))
                        .doesNotContain(words.subList(2, words.size()).toArray(String[]::new));
            // the clock moves
            case "wait" -> server.pass(Duration.parse(words.get(1)));
            // a tool reaches a point
            case "until" -> server.await(words.get(1));
            // something changes on the server
            case "change" -> server.change(words.get(1));
            default -> throw new IllegalArgumentException("'" + words.get(0) + "' is not known");
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
