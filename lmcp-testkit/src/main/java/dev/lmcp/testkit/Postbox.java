package dev.lmcp.testkit;

import dev.lmcp.jsonrpc.InvalidMessageException;
import dev.lmcp.jsonrpc.Message;
import dev.lmcp.jsonrpc.MessageCodec;
import dev.lmcp.jsonrpc.RpcError;
import dev.lmcp.jsonrpc.RpcException;
import dev.lmcp.spi.Headers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/** Sends messages for one caller, and reads the responses. Safe for concurrent use. */
final class Postbox {

    private static final int MAX_DEPTH = 1000;

    private final Wire wire;
    private final Headers caller;
    private final Executor threads;
    private final MessageCodec codec = new MessageCodec(MAX_DEPTH);

    Postbox(Wire wire, Headers caller, Executor threads) {
        this.wire = wire;
        this.caller = caller;
        this.threads = threads;
    }

    /** Sends a message without a look at the response. */
    Wire.Sent send(String method, Headers fields, Optional<Message> message) {
        Headers all = caller.withAll(fields)
                .with("Accept", method.equals("GET") ? "text/event-stream" : "application/json, text/event-stream");
        return wire.send(new Wire.Request(
                method,
                message.isPresent() ? all.with("Content-Type", "application/json") : all,
                message.map(codec::write).orElse(new byte[0])));
    }

    /** Sends a message that has no response, and waits until the server has taken it. */
    void notify(Headers fields, Message message) {
        try (Wire.Response response = send("POST", fields, Optional.of(message)).await()) {
            if (response.status() >= 400) {
                throw refused("a notification", response);
            }
        } catch (IOException | InterruptedException e) {
            throw broken(e);
        }
    }

    /**
     * Sends a request and returns its result.
     *
     * @param asked takes the requests of the server that come before the result
     * @throws RpcException if the server answers with an error
     */
    ObjectNode request(Headers fields, Message.Request request, Transfer transfer, Consumer<Message.Request> asked) {
        Wire.Sent sent = send("POST", fields, Optional.of(request));
        transfer.sent(request.id(), sent);
        try (Wire.Response response = sent.await()) {
            return read(request.method(), response, transfer, asked);
        } catch (IOException | InterruptedException e) {
            if (transfer.isAbandoned()) {
                throw new CancellationException("the client has gone away, so there is no result");
            }
            throw broken(e);
        }
    }

    private ObjectNode read(String method, Wire.Response response, Transfer transfer, Consumer<Message.Request> asked)
            throws IOException {
        EventReader reader = new EventReader(response, codec);
        for (Optional<Message> next = next(method, response, reader); next.isPresent(); next = reader.next()) {
            Message message = next.get();
            if (message instanceof Message.Notification notification) {
                transfer.hear(Heard.of(notification.method(), notification.params()));
            } else if (message instanceof Message.Request request) {
                asked.accept(request);
            } else if (message instanceof Message.Failure failure) {
                throw new RpcException(explained(failure.error()));
            } else if (message instanceof Message.Result result && result.result() instanceof ObjectNode object) {
                return object;
            }
        }
        if (transfer.isAbandoned()) {
            throw new CancellationException("the call was cancelled, so there is no result");
        }
        throw new IllegalStateException(
                "the server gave no result for '" + method + "'; expected one: is it stopping?");
    }

    /** A refusal by HTTP is no message of JSON-RPC. */
    private static Optional<Message> next(String method, Wire.Response response, EventReader reader)
            throws IOException {
        try {
            return reader.next();
        } catch (InvalidMessageException e) {
            throw refused("'" + method + "'", response);
        }
    }

    static RefusedException refused(String what, Wire.Response response) {
        return new RefusedException(
                what, response.status(), response.headers().firstValue("WWW-Authenticate"), rest(response));
    }

    private static String rest(Wire.Response response) {
        try {
            return new String(response.body().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }

    private static RpcError explained(RpcError error) {
        return error.data().filter(data -> data.has("requiredCapabilities")).isEmpty()
                ? error
                : new RpcError(
                        error.code(),
                        error.message() + ": "
                                + error.data()
                                        .map(data -> data.path("requiredCapabilities"))
                                        .orElseThrow()
                                + "; expected a client that answers: add onForm(…), onUrl(…), onModel(…), withRoots(…)"
                                + " or withTasks()",
                        error.data());
    }

    /** Opens a stream of notifications. */
    Changes listen(String method, Headers fields, Optional<Message> message, Runnable atTheEnd) {
        Wire.Sent sent = send(method, fields, message);
        try {
            Wire.Response response = sent.await();
            if (!response.isStream()) {
                throw refused("a stream of changes", response);
            }
            Changes changes = new Changes(sent, atTheEnd);
            threads.execute(() -> changes.read(new EventReader(response, codec)));
            changes.awaitBeginning();
            return changes;
        } catch (IOException | InterruptedException e) {
            throw broken(e);
        }
    }

    static IllegalStateException broken(Exception e) {
        if (e instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        return new IllegalStateException(String.valueOf(e.getMessage()), e);
    }
}
