package dev.lmcp.testkit;

import dev.lmcp.jsonrpc.Message;
import dev.lmcp.jsonrpc.RequestId;
import dev.lmcp.jsonrpc.RpcError;
import dev.lmcp.jsonrpc.RpcException;
import dev.lmcp.spi.Headers;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A client of the revision 2026-07-28. */
final class ModernClient implements ClientSession {

    private static final String REVISION = "2026-07-28";
    private static final String PREFIX = "io.modelcontextprotocol/";

    /** A tool that never stops asking is at fault. */
    private static final int MAX_ROUNDS = 32;

    private static final int POLL_MILLIS = 10;

    private final Postbox postbox;
    private final Profile profile;
    private final MirroredArguments mirrored;
    private final AtomicLong lastId = new AtomicLong();

    ModernClient(Postbox postbox, Profile profile, MirroredArguments mirrored) {
        this.postbox = postbox;
        this.profile = profile;
        this.mirrored = mirrored;
    }

    @Override
    public ObjectNode request(String method, ObjectNode params, Transfer transfer) {
        ObjectNode round = params.deepCopy();
        for (int i = 0; i < MAX_ROUNDS; i++) {
            ObjectNode result = once(method, round, transfer);
            switch (result.path("resultType").stringValue("complete")) {
                case "input_required" -> {
                    round.set("inputResponses", answers(result.path("inputRequests")));
                    round.set("requestState", result.path("requestState"));
                }
                case "task" -> {
                    return profile.hasTasks() ? follow(result, transfer) : result;
                }
                default -> {
                    return result;
                }
            }
        }
        throw new IllegalStateException("the server asked in more than " + MAX_ROUNDS
                + " rounds; expected a result: does the tool ask under a new key each time?");
    }

    private ObjectNode once(String method, ObjectNode params, Transfer transfer) {
        Message.Request request = new Message.Request(
                RequestId.of(lastId.incrementAndGet()), method, withMetadata(params, transfer.token()));
        return postbox.request(fields(request), request, transfer, asked -> {
            throw new IllegalStateException(
                    "the server sent the request '" + asked.method() + "'; expected none in this revision");
        });
    }

    private ObjectNode withMetadata(ObjectNode params, String token) {
        ObjectNode all = params.deepCopy();
        ObjectNode meta = all.withObject("/_meta");
        ObjectNode capabilities = profile.capabilities();
        if (profile.hasTasks()) {
            capabilities.withObject("/extensions").putObject(PREFIX + "tasks");
        }
        meta.put(PREFIX + "protocolVersion", REVISION).set(PREFIX + "clientCapabilities", capabilities);
        meta.putObject(PREFIX + "clientInfo").put("name", "lmcp-testkit").put("version", "1");
        meta.put(PREFIX + "logLevel", "debug");
        if (!meta.has("progressToken")) {
            meta.put("progressToken", token);
        }
        return all;
    }

    private Headers fields(Message.Request request) {
        return mirrored.in(request).with("MCP-Protocol-Version", REVISION).with("Mcp-Method", request.method());
    }

    private ObjectNode answers(JsonNode questions) {
        ObjectNode answers = Answer.object();
        questions.forEachEntry((key, question) -> answers.set(
                key,
                profile.answer(
                        question.path("method").stringValue(""),
                        question.path("params") instanceof ObjectNode params ? params : Answer.object())));
        return answers;
    }

    /** Asks for a task until it has ended, and answers its questions on the way. */
    private ObjectNode follow(ObjectNode created, Transfer transfer) {
        ObjectNode named = Answer.object();
        named.set("taskId", created.path("taskId"));
        while (true) {
            ObjectNode task = once("tasks/get", named, transfer);
            switch (task.path("status").stringValue("")) {
                case "completed" -> {
                    return (ObjectNode) task.path("result");
                }
                case "failed" ->
                    throw new RpcException(new RpcError(
                            task.path("error").path("code").intValue(),
                            task.path("error").path("message").stringValue("")));
                case "cancelled" -> throw new CancellationException("the task was cancelled, so there is no result");
                case "input_required" -> {
                    ObjectNode update = named.deepCopy();
                    update.set("inputResponses", answers(task.path("inputRequests")));
                    once("tasks/update", update, transfer);
                }
                default -> pause();
            }
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while waiting for a task");
        }
    }

    /** A closed connection is the cancellation (MCP 2026-07-28 basic/patterns/cancellation). */
    @Override
    public void cancel(Transfer transfer) {
        transfer.disconnect();
    }

    @Override
    public Changes listen(List<String> uris) {
        ObjectNode params = Answer.object();
        ObjectNode wanted = params.putObject("notifications");
        wanted.put("toolsListChanged", true).put("promptsListChanged", true).put("resourcesListChanged", true);
        ArrayNode resources = wanted.putArray("resourceSubscriptions");
        uris.forEach(resources::add);
        Message.Request request = new Message.Request(
                RequestId.of(lastId.incrementAndGet()), "subscriptions/listen", withMetadata(params, "changes"));
        return postbox.listen("POST", fields(request), Optional.of(request), () -> {});
    }

    @Override
    public void close() {
        // The server keeps nothing of a client of this revision.
    }
}
