package dev.lmcp.server.call;

import dev.lmcp.server.base.Json;
import dev.lmcp.server.cluster.ClusterNode;
import java.util.Arrays;

/** Brings changes of lists and resources to the clients of other nodes, and those of other nodes to the clients here. */
public final class ClusterChanges implements ChangeBus.Listener {

    private static final String LIST_CHANGED = "list-changed";
    private static final String RESOURCE_UPDATED = "resource-updated";

    private final ClusterNode node;

    private ClusterChanges(ClusterNode node) {
        this.node = node;
    }

    /** Connects the changes of this node with those of the other nodes. */
    public static void connect(ChangeBus changes, ClusterNode node) {
        node.on(
                LIST_CHANGED,
                content -> Arrays.stream(Change.Kind.values())
                        .filter(kind -> kind.name().equals(content.path("list").stringValue("")))
                        .forEach(kind -> changes.publishHere(new Change.ListChanged(kind))));
        node.on(
                RESOURCE_UPDATED,
                content -> Json.text(content, "uri")
                        .ifPresent(uri -> changes.publishHere(new Change.ResourceUpdated(uri))));
        // each list may have changed meanwhile, and a client that reads it once more loses nothing
        node.onMissed(() ->
                Arrays.stream(Change.Kind.values()).forEach(kind -> changes.publishHere(new Change.ListChanged(kind))));
        changes.forwardTo(new ClusterChanges(node));
    }

    /** Sends a change of this node to the other nodes, later if the engine does not answer. */
    @Override
    public void accept(Change change) {
        if (change instanceof Change.ListChanged list) {
            node.announce(LIST_CHANGED, Json.object().put("list", list.kind().name()));
        } else if (change instanceof Change.ResourceUpdated updated) {
            node.announce(RESOURCE_UPDATED, Json.object().put("uri", updated.uri()));
        }
    }
}
