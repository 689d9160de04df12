package dev.lmcp.server.base;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lmcp.server.support.TestExchange;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NegotiationTest {

    private static TestExchange with(String name, String... lines) {
        return new TestExchange("POST", "/mcp", Map.of(name, List.of(lines)), "");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/json, text/event-stream | true | true",
                "application/json | true | false",
                "text/event-stream | false | true",
                "*/* | true | true",
                "text/* | false | true",
                "APPLICATION/JSON;charset=utf-8 | true | false",
                "application/json;q=0.1, text/html | true | false",
                "application/json;q=0 | false | false",
                "application/json; q=0.000 | false | false",
                "*/*, text/event-stream;q=0 | true | false",
                "text/event-stream;q=0, */*;q=0.1 | true | false",
                "text/html | false | false",
                "'' | true | true",
                "',' | true | true",
                "nonsense | false | false",
                "*/html | false | false"
            })
    void readsWhichTypesTheClientAccepts(String accept, boolean json, boolean stream) {
        assertThat(Negotiation.accepts(with("Accept", accept), "application/json"))
                .isEqualTo(json);
        assertThat(Negotiation.accepts(with("Accept", accept), "text/event-stream"))
                .isEqualTo(stream);
    }

    @Test
    void joinsSeveralAcceptLines() {
        assertThat(Negotiation.accepts(with("Accept", "text/html", "application/json"), "application/json"))
                .isTrue();
        assertThat(Negotiation.accepts(with("X", "y"), "application/json")).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/json | true",
                "Application/JSON ; charset=utf-8 | true",
                "text/json | false",
                "application/jsonl | false",
                "application/json, text/html | false",
                "'' | false"
            })
    void acceptsABodyThatIsDeclaredAsJson(String type, boolean taken) {
        assertThat(Negotiation.isJson(with("Content-Type", type))).isEqualTo(taken);
    }

    @Test
    void rejectsABodyOfUnknownTypeOrTwoTypes() {
        assertThat(Negotiation.isJson(with("X", "y"))).isFalse();
        assertThat(Negotiation.isJson(with("Content-Type", "application/json", "application/json")))
                .isFalse();
    }
}
