package dev.lmcp.verification.clients;

import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.spec.McpSchema.ClientCapabilities;
import io.modelcontextprotocol.spec.McpSchema.CreateMessageRequest;
import io.modelcontextprotocol.spec.McpSchema.CreateMessageResult;
import io.modelcontextprotocol.spec.McpSchema.ElicitFormRequest;
import io.modelcontextprotocol.spec.McpSchema.ElicitResult;
import io.modelcontextprotocol.spec.McpSchema.LoggingLevel;
import io.modelcontextprotocol.spec.McpSchema.ResourceContents;
import io.modelcontextprotocol.spec.McpSchema.Role;
import io.modelcontextprotocol.spec.McpSchema.Root;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Answers what a server asks the client, and keeps what it tells the client. */
final class Heard {

    private static final Map<String, Object> ANSWERS =
            Map.of("username", "ada", "email", "ada@example.org", "name", "Ada", "ok", true);

    private final BlockingQueue<Double> progress = new LinkedBlockingQueue<>();
    private final BlockingQueue<LoggingLevel> log = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> updates = new LinkedBlockingQueue<>();
    private final BlockingQueue<Integer> tools = new LinkedBlockingQueue<>();

    /** A client of the server at {@code url}, not connected yet, that answers and listens. */
    McpSyncClient client(String url) {
        return Clients.of(url, Optional.empty())
                .capabilities(ClientCapabilities.builder()
                        .elicitation()
                        .sampling()
                        .roots(true)
                        .build())
                .roots(new Root("file:///srv/one", "one"), new Root("file:///srv/two", "two"))
                .elicitation(Heard::fillIn)
                .sampling(Heard::sample)
                .progressConsumer(notification -> progress.add(notification.progress()))
                .loggingConsumer(notification -> log.add(notification.level()))
                .resourcesUpdateConsumer(
                        contents -> contents.stream().map(ResourceContents::uri).forEach(updates::add))
                .toolsChangeConsumer(list -> tools.add(list.size()))
                .build();
    }

    /** How far the calls said to be. */
    BlockingQueue<Double> progress() {
        return progress;
    }

    /** The levels of the log messages. */
    BlockingQueue<LoggingLevel> log() {
        return log;
    }

    /** The resources that changed. */
    BlockingQueue<String> updates() {
        return updates;
    }

    /** How many tools there were after each change of their list. */
    BlockingQueue<Integer> tools() {
        return tools;
    }

    private static ElicitResult fillIn(ElicitFormRequest request) {
        var properties = (Map<?, ?>) request.requestedSchema().get("properties");
        var content = properties.keySet().stream()
                .map(Object::toString)
                .collect(Collectors.toMap(Function.identity(), ANSWERS::get));
        return new ElicitResult(ElicitResult.Action.ACCEPT, content);
    }

    private static CreateMessageResult sample(CreateMessageRequest request) {
        return CreateMessageResult.builder(Role.ASSISTANT, "Good morning", "verification")
                .build();
    }
}
