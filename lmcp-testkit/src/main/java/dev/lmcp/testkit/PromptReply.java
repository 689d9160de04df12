package dev.lmcp.testkit;

import dev.lmcp.PromptMessage;
import dev.lmcp.TextContent;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/** What a client received for a prompt. Immutable. */
public final class PromptReply {

    private final ObjectNode json;
    private final List<PromptMessage> messages;

    PromptReply(ObjectNode json) {
        this.json = json;
        this.messages = ContentReader.messages(json.path("messages"));
    }

    /** Returns the result as it was sent, a copy. */
    public ObjectNode json() {
        return json.deepCopy();
    }

    /** Returns the messages, in their order. */
    public List<PromptMessage> messages() {
        return messages;
    }

    /** Returns the text of the messages, joined by line feeds; blocks that are no text are left out. */
    public String text() {
        return messages.stream()
                .map(PromptMessage::content)
                .filter(TextContent.class::isInstance)
                .map(block -> ((TextContent) block).text())
                .collect(Collectors.joining("\n"));
    }

    /** Returns the description; empty text if there is none. */
    public String description() {
        return json.path("description").stringValue("");
    }

    @Override
    public String toString() {
        return json.toString();
    }
}
