package dev.lmcp.server.legacy;

import dev.lmcp.jsonrpc.InvalidMessageException;
import dev.lmcp.jsonrpc.Message;
import dev.lmcp.jsonrpc.MessageCodec;
import dev.lmcp.jsonrpc.RequestId;
import dev.lmcp.jsonrpc.RpcError;
import dev.lmcp.server.auth.AuthenticatedCaller;
import dev.lmcp.server.base.HttpResponses;
import dev.lmcp.server.base.Json;
import dev.lmcp.server.base.Limit;
import dev.lmcp.server.base.Limits;
import dev.lmcp.server.base.ServerErrors;
import dev.lmcp.server.call.BatchResponseWriter;
import dev.lmcp.server.call.CancellableRequests;
import dev.lmcp.server.call.NotificationStream;
import dev.lmcp.server.call.ResolvedRequest;
import dev.lmcp.server.call.ResponseWriter;
import dev.lmcp.spi.Exchange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** Handles batches, which only revision 2025-03-26 has. The requests of a batch run one after the other. */
final class LegacyBatch {

    private final LegacyRequests requests;
    private final MessageCodec codec;
    private final LegacySessions sessions;
    private final int max;

    LegacyBatch(LegacyRequests requests, MessageCodec codec, LegacySessions sessions, Limits limits) {
        this.sessions = sessions;
        this.requests = requests;
        this.codec = codec;
        this.max = limits.of(Limit.MAX_BATCH_SIZE);
    }

    static boolean isSupportedBy(LegacySession session) {
        return session.version().equals(LegacyRevisions.BATCHES);
    }

    /** Returns the response to a batch outside of a session that supports batches. */
    static Exchange.Response unsupported() {
        return HttpResponses.refusal(
                400,
                RpcError.INVALID_REQUEST,
                "Invalid request: only sessions of revision " + LegacyRevisions.BATCHES + " accept batches");
    }

    void answer(BatchResponseWriter writer, AuthenticatedCaller caller, LegacySession session, JsonNode tree) {
        if (tree.isEmpty() || tree.size() > max) {
            writer.refuse(HttpResponses.refusal(
                    400, RpcError.INVALID_REQUEST, "Invalid request: a batch has 1 to " + max + " messages"));
            return;
        }
        ArrayNode responses = Json.array();
        List<Message> messages = read(tree, responses);
        if (messages.stream().anyMatch(LegacyBatch::isHandshake)) {
            writer.refuse(HttpResponses.refusal(
                    400, RpcError.INVALID_REQUEST, "Invalid request: initialize is not allowed in a batch"));
            return;
        }
        List<ResolvedRequest> resolved = new ArrayList<>();
        for (Message message : messages) {
            if (message instanceof Message.Request request) {
                ElementWriter element = new ElementWriter(writer, session.requests(), request.id(), responses);
                resolved.add(requests.resolve(requests.create(session, request, caller, element, false)));
            } else {
                sessions.receive(session, message);
            }
        }
        Optional<Exchange.Response> refusal = requests.refusal(caller, resolved);
        if (refusal.isPresent()) {
            writer.refuse(refusal.get());
            return;
        }
        resolved.forEach(requests::run);
        if (responses.isEmpty()) {
            writer.abandon();
        } else {
            writer.finish(responses);
        }
    }

    private List<Message> read(JsonNode tree, ArrayNode responses) {
        List<Message> messages = new ArrayList<>();
        for (JsonNode element : tree) {
            try {
                messages.add(codec.read(element));
            } catch (InvalidMessageException e) {
                responses.add(codec.toTree(e.failure()));
            }
        }
        return messages;
    }

    private static boolean isHandshake(Message message) {
        return message instanceof Message.Request request && request.method().equals(LegacyHandshake.METHOD);
    }

    /** Adds the response of one request to the responses of the batch. */
    private final class ElementWriter implements ResponseWriter {

        private final BatchResponseWriter batchWriter;
        private final CancellableRequests requests;
        private final RequestId id;
        private final ArrayNode responses;
        private CancellableRequests.@Nullable Entry entry;

        ElementWriter(
                BatchResponseWriter batchWriter, CancellableRequests requests, RequestId id, ArrayNode responses) {
            this.batchWriter = batchWriter;
            this.requests = requests;
            this.id = id;
            this.responses = responses;
        }

        @Override
        public void send(Message message) {
            batchWriter.send(message);
        }

        @Override
        public void finish(int status, Message.Response response) {
            end();
            responses.add(codec.toTree(response));
        }

        @Override
        public void refuse(Exchange.Response response) {
            end();
            responses.add(codec.toTree(
                    new Message.Failure(Optional.of(id), new RpcError(RpcError.INTERNAL_ERROR, ServerErrors.BUSY))));
        }

        @Override
        public void abandon() {
            // a cancelled request of a batch has no response
            end();
        }

        @Override
        public Optional<NotificationStream> detach(int maxQueued) {
            return Optional.empty();
        }

        @Override
        public void release(Duration retryAfter) {
            // the other requests of the batch still use the connection
        }

        @Override
        public void begin(Runnable onCancel) {
            entry = requests.add(id);
            entry.onCancel(onCancel);
            // the end of the connection does not cancel the request
        }

        @Override
        public void beat() {
            batchWriter.beat();
        }

        private void end() {
            if (entry != null) {
                entry.end();
            }
        }
    }
}
