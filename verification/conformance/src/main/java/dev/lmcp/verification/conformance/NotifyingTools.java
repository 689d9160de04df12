package dev.lmcp.verification.conformance;

import dev.lmcp.Call;
import dev.lmcp.LogLevel;
import dev.lmcp.Registry;
import dev.lmcp.Tool;
import dev.lmcp.ToolResult;
import java.time.Duration;
import tools.jackson.databind.node.ObjectNode;

/** Tools that say something before they answer. */
final class NotifyingTools {

    /** What the suite asks for between two messages. */
    private static final long PAUSE_MILLIS = 50;

    private static final Duration COME_BACK = Duration.ofMillis(500);

    private NotifyingTools() {}

    static void register(Registry registry) {
        registry.add(Tool.named("test_tool_with_logging")
                        .description("Logs three messages")
                        .handle(NotifyingTools::log))
                .add(Tool.named("test_tool_with_progress")
                        .description("Tells its progress three times")
                        .handle(NotifyingTools::progress))
                .add(Tool.named("test_logging_tool")
                        .description("Logs one message, for clients that did not ask for any")
                        .handle((none, call) -> {
                            call.log(LogLevel.INFO, "Nobody hears this without a log level");
                            return ToolResult.text("Logged.");
                        }))
                .add(Tool.named("test_reconnection")
                        .description("Lets go of the connection before it answers")
                        .handle(NotifyingTools::reconnect));
    }

    private static ToolResult log(ObjectNode none, Call call) throws InterruptedException {
        call.log(LogLevel.INFO, "Tool execution started");
        Thread.sleep(PAUSE_MILLIS);
        call.log(LogLevel.INFO, "Tool processing data");
        Thread.sleep(PAUSE_MILLIS);
        call.log(LogLevel.INFO, "Tool execution completed");
        return ToolResult.text("Logged three messages.");
    }

    private static ToolResult progress(ObjectNode none, Call call) throws InterruptedException {
        call.progress(0, 100, "");
        Thread.sleep(PAUSE_MILLIS);
        call.progress(50, 100, "");
        Thread.sleep(PAUSE_MILLIS);
        call.progress(100, 100, "");
        // The TypeScript client drops a notification that it reads together with the answer.
        Thread.sleep(PAUSE_MILLIS);
        return ToolResult.text("Told the progress three times.");
    }

    private static ToolResult reconnect(ObjectNode none, Call call) throws InterruptedException {
        call.releaseConnection(COME_BACK);
        Thread.sleep(2 * PAUSE_MILLIS);
        return ToolResult.text("The answer waited for the client to come back.");
    }
}
