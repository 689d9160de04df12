package dev.lmcp.testkit;

import dev.lmcp.jsonrpc.Message;
import dev.lmcp.jsonrpc.RequestId;
import dev.lmcp.spi.Headers;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A client of the revision 2025-11-25. The session begins with the first request. */
final class LegacyClient implements ClientSession {

    private static final String REVISION = "2025-11-25";
    private static final String SESSION = "Mcp-Session-Id";

    private final Postbox postbox;
    private final Profile profile;
    private final Function<String, Optional<Definition>> tools;
    private final AtomicLong lastId = new AtomicLong();
    private @Nullable Headers session;

    LegacyClient(Postbox postbox, Profile profile, Function<String, Optional<Definition>> tools) {
        this.postbox = postbox;
        this.profile = profile;
        this.tools = tools;
    }

    @Override
    public ObjectNode request(String method, ObjectNode params, Transfer transfer) {
        Headers open = open();
        ObjectNode all = params.deepCopy();
        ObjectNode meta = all.withObject("/_meta");
        if (!meta.has("progressToken")) {
            meta.put("progressToken", transfer.token());
        }
        if (!method.equals("tools/call") || !isTask(params)) {
            return once(open, method, all, transfer);
        }
        all.putObject("task");
        ObjectNode created = once(open, method, all, transfer);
        ObjectNode named = Answer.object();
        named.set("taskId", created.path("task").path("taskId"));
        return once(open, "tasks/result", named, transfer);
    }

    private boolean isTask(ObjectNode params) {
        return profile.hasTasks()
                && tools.apply(params.path("name").stringValue(""))
                        .map(tool -> tool.json()
                                .path("execution")
                                .path("taskSupport")
                                .stringValue(""))
                        .filter(support -> support.equals("required") || support.equals("optional"))
                        .isPresent();
    }

    private ObjectNode once(Headers open, String method, ObjectNode params, Transfer transfer) {
        Message.Request request = new Message.Request(RequestId.of(lastId.incrementAndGet()), method, params);
        return postbox.request(open, request, transfer, asked -> answer(open, asked));
    }

    private void answer(Headers open, Message.Request asked) {
        postbox.notify(open, new Message.Result(asked.id(), profile.answer(asked.method(), asked.params())));
    }

    private synchronized Headers open() {
        if (session == null) {
            session = handshake();
            postbox.notify(session, new Message.Notification("notifications/initialized", Answer.object()));
            once(session, "logging/setLevel", Answer.object().put("level", "debug"), new Transfer("level"));
        }
        return session;
    }

    private Headers handshake() {
        ObjectNode params = Answer.object().put("protocolVersion", REVISION);
        params.set("capabilities", profile.capabilities());
        params.putObject("clientInfo").put("name", "lmcp-testkit").put("version", "1");
        Message.Request request = new Message.Request(RequestId.of(lastId.incrementAndGet()), "initialize", params);
        Headers fields = Headers.of("MCP-Protocol-Version", REVISION);
        try (Wire.Response response =
                postbox.send("POST", fields, Optional.of(request)).await()) {
            String id =
                    response.headers().firstValue(SESSION).orElseThrow(() -> Postbox.refused("'initialize'", response));
            return fields.with(SESSION, id);
        } catch (IOException | InterruptedException e) {
            throw Postbox.broken(e);
        }
    }

    @Override
    public void cancel(Transfer transfer) {
        transfer.expectNothing();
        transfer.id().ifPresent(id -> {
            ObjectNode params = Answer.object();
            params.set("requestId", id.toJson());
            postbox.notify(open(), new Message.Notification("notifications/cancelled", params));
        });
    }

    @Override
    public Changes listen(List<String> uris) {
        Headers open = open();
        Changes changes = postbox.listen("GET", open, Optional.empty(), () -> {});
        for (String uri : uris) {
            once(open, "resources/subscribe", Answer.object().put("uri", uri), new Transfer("subscribe"));
        }
        return changes;
    }

    @Override
    public synchronized void close() {
        if (session != null) {
            postbox.send("DELETE", session, Optional.empty());
            session = null;
        }
    }
}
