package dev.lmcp.server.support;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One event of a stream as a client reads it; comments are no events.
 *
 * @param id its id, possibly empty text
 * @param type the name of its type
 * @param retry the time to come back after, as it was written
 * @param data its data lines joined, as one text
 */
public record ServerSentEvent(
        Optional<String> id, Optional<String> type, Optional<String> retry, Optional<String> data) {

    /** The events that have come completely. */
    public static List<ServerSentEvent> parse(String stream) {
        List<ServerSentEvent> events = new ArrayList<>();
        int end = stream.lastIndexOf("\n\n");
        if (end < 0) {
            return events;
        }
        for (String block : stream.substring(0, end).split("\n\n", -1)) {
            ServerSentEvent event = new ServerSentEvent(
                    field(block, "id"), field(block, "event"), field(block, "retry"), field(block, "data"));
            if (event.id.isPresent() || event.type.isPresent() || event.retry.isPresent() || event.data.isPresent()) {
                events.add(event);
            }
        }
        return events;
    }

    private static Optional<String> field(String block, String name) {
        List<String> values = block.lines()
                .filter(line -> line.startsWith(name + ":"))
                .map(line -> line.substring(name.length() + 1))
                .map(value -> value.startsWith(" ") ? value.substring(1) : value)
                .toList();
        return values.isEmpty() ? Optional.empty() : Optional.of(String.join("\n", values));
    }
}
