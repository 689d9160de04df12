package dev.lmcp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.lmcp.server.Transcript.Step;
import dev.lmcp.server.support.ServerSentEvent;
import dev.lmcp.server.support.TestExchange;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/** Compares the responses with those that a transcript expects. */
final class WireCheck {

    private final WireClient client;
    private final WireForm form;
    private final WirePattern pattern;

    WireCheck(WireClient client, WireForm form, WirePattern pattern) {
        this.client = client;
        this.form = form;
        this.pattern = pattern;
    }

    void expect(Step step) throws InterruptedException {
        TestExchange exchange = client.answer(step.label());
        String first = step.words().get(0);
        switch (first) {
            case "more" -> events(step);
            case "end" ->
                assertThat(client.nextEvent(step.label())).as("a further event").isEmpty();
            case "result" -> result(step, exchange);
            default -> {
                assertThat(exchange.status(WireClient.PATIENCE))
                        .as("the status")
                        .isEqualTo(Integer.parseInt(first));
                fields(step, exchange);
                body(step, exchange);
            }
        }
    }

    private void fields(Step step, TestExchange exchange) {
        step.fields().forEach((name, value) -> {
            Optional<String> actual = exchange.header(name);
            if (value.isEmpty()) {
                assertThat(actual).as("the field " + name).isEmpty();
            } else {
                text("the field " + name, value, actual);
            }
        });
    }

    private void body(Step step, TestExchange exchange) throws InterruptedException {
        if (exchange.isStream()) {
            events(step);
            return;
        }
        String body = exchange.body(WireClient.PATIENCE);
        if (step.body().isEmpty()) {
            assertThat(body).as("the body").isEmpty();
        } else if (!step.body().equals("*")) {
            check(pattern.mismatch(WirePattern.json(step.body()), WirePattern.json(body)), "");
        }
    }

    /** Compares the result, which is JSON or the last event. */
    private void result(Step step, TestExchange exchange) throws InterruptedException {
        assertThat(exchange.status(WireClient.PATIENCE)).as("the status").isEqualTo(200);
        JsonNode message = WirePattern.json(
                exchange.isStream()
                        ? nextMessage(step.label()).data().orElseThrow()
                        : exchange.body(WireClient.PATIENCE));
        if (!message.has("result")) {
            fail("no result, but " + message);
        }
        check(pattern.mismatch(WirePattern.json(step.body()), form.unwrap(message.path("result"))), "");
    }

    private void events(Step step) throws InterruptedException {
        if (step.body().isEmpty()) {
            return;
        }
        for (ServerSentEvent expected : ServerSentEvent.parse(step.body() + "\n\n")) {
            String data = expected.data().orElse("");
            ServerSentEvent actual = data.isEmpty() ? nextEvent(step.label()) : nextMessage(step.label());
            expected.id().ifPresent(id -> text("the event's id", id, actual.id()));
            expected.type().ifPresent(type -> text("the event's type", type, actual.type()));
            expected.retry().ifPresent(retry -> text("the event's retry", retry, actual.retry()));
            if (data.isEmpty()) {
                assertThat(actual.data().orElse("")).as("the data").isEmpty();
            } else {
                check(
                        pattern.mismatch(
                                WirePattern.json(data),
                                WirePattern.json(actual.data().orElseThrow())),
                        "");
            }
        }
    }

    /** Returns the next event with data. In newer revisions, events without data may come before it. */
    private ServerSentEvent nextMessage(String label) throws InterruptedException {
        ServerSentEvent event = nextEvent(label);
        while (event.data().orElse("").isEmpty()) {
            assertThat(form).as("the revision of an event without data").isEqualTo(WireForm.V_2025_11_25);
            assertThat(event.id()).as("the id of an event without data").isPresent();
            event = nextEvent(label);
        }
        // some clients ignore an event without a type
        assertThat(event.type()).as("the type of an event with data").contains("message");
        return event;
    }

    private ServerSentEvent nextEvent(String label) throws InterruptedException {
        return client.nextEvent(label).orElseThrow(() -> new AssertionError("the stream ended before the next event"));
    }

    private void text(String what, String expected, Optional<String> actual) {
        assertThat(actual).as(what).isPresent();
        check(pattern.mismatch(StringNode.valueOf(expected), StringNode.valueOf(actual.orElseThrow())), what + ": ");
    }

    private static void check(Optional<String> mismatch, String prefix) {
        mismatch.ifPresent(text -> fail(prefix + text));
    }
}
