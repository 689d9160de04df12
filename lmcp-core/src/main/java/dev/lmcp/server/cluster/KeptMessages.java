package dev.lmcp.server.cluster;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/**
 * Messages that could not be sent, in their order, and each of them once. If there are too many, the oldest is dropped.
 *
 * <p>Safe for concurrent use.
 */
final class KeptMessages {

    static final int MAX_MESSAGES = 1000;

    private final Set<Kept> messages = new LinkedHashSet<>();

    /** A message of this node. */
    record Kept(String kind, ObjectNode content) {}

    synchronized void add(Kept message) {
        messages.remove(message);
        if (messages.size() >= MAX_MESSAGES) {
            messages.remove(messages.iterator().next());
        }
        messages.add(message);
    }

    synchronized void remove(Kept message) {
        messages.remove(message);
    }

    synchronized List<Kept> all() {
        return messages.isEmpty() ? List.of() : new ArrayList<>(messages);
    }
}
