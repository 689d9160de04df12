package dev.lmcp.embed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lmcp.InputRequest;
import dev.lmcp.InvalidInputException;
import dev.lmcp.Shape;
import dev.lmcp.Tool;
import dev.lmcp.ToolException;
import dev.lmcp.ToolResult;
import dev.lmcp.config.Config;
import dev.lmcp.spi.ToolFailure;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

class ToolFailureTest {

    private static final Shape<String> TEXT = Shape.object(fields -> {
        var text = fields.string("text");
        return in -> in.get(text);
    });

    private static final Tool THROWS = Tool.named("throws")
            .description("Throws")
            .input(TEXT)
            .handle((text, call) -> {
                if (text.equals("good")) {
                    return ToolResult.text(text);
                }
                throw text.equals("told") ? new ToolException("told") : new IllegalStateException(text);
            });

    private static final Tool ASKS = Tool.named("asks")
            .description("Asks")
            .handle((none, call) -> ToolResult.text(
                    call.ask("text", InputRequest.form("Text?", TEXT)).action().wireName()));

    private final List<ToolFailure> failures = new CopyOnWriteArrayList<>();

    private LmcpBuilder server() {
        return Lmcp.with(Config.builder().set("lmcp.auth", "none").build())
                .tool(THROWS)
                .tool(ASKS);
    }

    @Test
    void observersAreToldOfEachException() {
        try (Lmcp lmcp = server().onToolFailure(failures::add).start()) {
            for (String text : List.of("good", "told", "hidden")) {
                lmcp.local().callTool("throws", Map.of("text", text));
            }
            lmcp.local().callTool("throws", Map.of());
        }

        assertThat(failures).extracting(failure -> failure.tool().name()).containsOnly("throws");
        assertThat(failures)
                .extracting(failure -> failure.thrown().getClass().getSimpleName())
                .containsExactly(
                        ToolException.class.getSimpleName(),
                        IllegalStateException.class.getSimpleName(),
                        InvalidInputException.class.getSimpleName());
        assertThat(failures.get(0).call().principal().subject()).isEqualTo("anonymous");
    }

    @Test
    void aQuestionIsNoFailure() {
        try (Lmcp lmcp = server().onToolFailure(failures::add).start()) {
            lmcp.local()
                    .answering("text", JsonNodeFactory.instance.objectNode().put("action", "decline"))
                    .callTool("asks", Map.of());
        }

        assertThat(failures).isEmpty();
    }

    @Test
    void anObserverThatFailsChangesNothing() {
        try (Lmcp lmcp = server().onToolFailure(failure -> {
                    throw new IllegalStateException("the tracker is down");
                })
                .start()) {
            assertThat(lmcp.local().callTool("throws", Map.of("text", "told")).toString())
                    .contains("\"text\":\"told\"");
        }
    }
}
