package dev.lmcp.server;

import dev.lmcp.jsonrpc.InvalidMessageException;
import dev.lmcp.jsonrpc.Message;
import dev.lmcp.jsonrpc.MessageCodec;
import dev.lmcp.jsonrpc.RequestId;
import dev.lmcp.jsonrpc.RpcError;
import dev.lmcp.spi.Exchange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** Several messages in one body, as revision 2025-03-26 alone has them; answered one after the other. */
final class LegacyBatch {

    private final LegacyEra era;
    private final MessageCodec codec;
    private final Dispatcher dispatcher;
    private final int max;

    LegacyBatch(LegacyEra era, MessageCodec codec, Dispatcher dispatcher, Limits limits) {
        this.era = era;
        this.codec = codec;
        this.dispatcher = dispatcher;
        this.max = limits.of(Limit.MAX_BATCH_SIZE);
    }

    void answer(BatchResponseWriter writer, AuthenticatedCaller caller, LegacySession session, JsonNode tree) {
        if (tree.isEmpty() || tree.size() > max) {
            writer.refuse(HttpAnswers.refusal(
                    400, RpcError.INVALID_REQUEST, "Invalid request: a batch holds 1 to " + max + " messages"));
            return;
        }
        ArrayNode responses = Json.array();
        List<Message> messages = read(tree, responses);
        if (messages.stream().anyMatch(LegacyBatch::isHandshake)) {
            writer.refuse(HttpAnswers.refusal(
                    400, RpcError.INVALID_REQUEST, "Invalid request: initialize does not stand in a batch"));
            return;
        }
        List<LegacyRequest> requests = new ArrayList<>();
        for (Message message : messages) {
            if (message instanceof Message.Request request) {
                requests.add(era.incoming(session, request, caller, new Part(writer, request.id(), responses), false));
            } else {
                era.take(session, message);
            }
        }
        Optional<Exchange.Response> refusal = dispatcher.refusal(caller, requests);
        if (refusal.isPresent()) {
            writer.refuse(refusal.get());
            return;
        }
        requests.forEach(dispatcher::dispatch);
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
        return message instanceof Message.Request request && request.method().equals("initialize");
    }

    /** One request's share of the common reply. */
    private final class Part implements ResponseWriter {

        private final BatchResponseWriter whole;
        private final RequestId id;
        private final ArrayNode responses;

        Part(BatchResponseWriter whole, RequestId id, ArrayNode responses) {
            this.whole = whole;
            this.id = id;
            this.responses = responses;
        }

        @Override
        public void send(Message message) {
            whole.send(message);
        }

        @Override
        public void finish(int status, Message.Response response) {
            responses.add(codec.toTree(response));
        }

        @Override
        public void refuse(Exchange.Response response) {
            responses.add(codec.toTree(new Message.Failure(
                    Optional.of(id), new RpcError(RpcError.INTERNAL_ERROR, "The server is busy; try again later"))));
        }

        @Override
        public void abandon() {
            // a cancelled request of a batch has no response
        }

        @Override
        public Optional<NotificationStream> detach(int maxQueued) {
            return Optional.empty();
        }

        @Override
        public void release(Duration retryAfter) {
            // the other requests of the batch still need the connection
        }

        @Override
        public void begin(Runnable whenGone) {
            // the work outlives the connection
            whole.begin(() -> {});
        }
    }
}
