package dev.lmcp.jsonrpc;

import java.lang.System.Logger.Level;
import java.util.Optional;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Converts bytes to messages and back, by JSON-RPC 2.0 and the MCP schemas.
 *
 * <p>Reading is strict: one JSON value and nothing after it, in UTF-8 (RFC 8259 §8.1), without duplicate object keys, and
 * with bounded nesting. A byte order mark at the beginning is skipped. Numbers keep their exact value. What is written is
 * one line, whatever ends a line for the reader, and every text in it is well-formed Unicode. Immutable and safe for concurrent use.
 */
public final class MessageCodec {

    private static final System.Logger LOG = System.getLogger("dev.lmcp.jsonrpc");

    private static final String VERSION = "2.0";

    /** Jackson keeps thousands of names for the messages to come, and callers choose them. */
    private static final int MAX_NAME_LENGTH = 1024;

    private final TreeReader reader;
    private final TreeWriter writer;
    private final TreeWriter exact;

    /**
     * Creates a codec.
     *
     * @param maxDepth the deepest nesting of objects and arrays that is read; at least 1
     */
    public MessageCodec(int maxDepth) {
        JsonFactory factory = JsonFactory.builder()
                .disable(TokenStreamFactory.Feature.CHARSET_DETECTION)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(maxDepth)
                        .maxNameLength(MAX_NAME_LENGTH)
                        .maxStringLength(Integer.MAX_VALUE)
                        .build())
                .build();
        JsonFactory escaping =
                JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
        this.reader = new TreeReader(factory);
        this.writer = new TreeWriter(factory, WellFormed::of);
        this.exact = new TreeWriter(escaping, text -> text);
    }

    /**
     * Reads one JSON value.
     *
     * @throws InvalidMessageException with −32700 if the bytes are not one JSON value within the bounds
     */
    public JsonNode readTree(byte[] bytes) {
        return reader.read(bytes);
    }

    /**
     * Reads one message from a JSON value, which is not copied.
     *
     * <p>{@code null} is as good as absent for {@code params}, for its members, and for the members of a response that
     * exclude one another: the schemas know no null there, and some clients write it for what they leave out. Members of
     * {@code params} that are null are removed.
     *
     * @throws InvalidMessageException with −32600 if the value is not a JSON-RPC message
     */
    public Message read(JsonNode node) {
        if (!(node instanceof ObjectNode object)) {
            throw invalid(Optional.empty(), RpcError.INVALID_REQUEST, "Invalid request: a message is a JSON object");
        }
        JsonNode idNode = object.get("id");
        Optional<RequestId> id = idNode == null ? Optional.empty() : RequestId.read(idNode);
        JsonNode version = object.get("jsonrpc");
        if (version == null || !version.isString() || !VERSION.equals(version.stringValue())) {
            throw invalid(id, RpcError.INVALID_REQUEST, "Invalid request: 'jsonrpc' must be \"2.0\"");
        }
        if (idNode != null && id.isEmpty() && !(idNode.isNull() && object.has("error"))) {
            throw invalid(id, RpcError.INVALID_REQUEST, "Invalid request: 'id' must be a string or an integer");
        }
        if (idNode != null && idNode.isString() && !WellFormed.isWellFormed(idNode.stringValue())) {
            throw invalid(
                    Optional.empty(),
                    RpcError.INVALID_REQUEST,
                    "Invalid request: 'id' has half a surrogate pair; send well-formed Unicode");
        }
        if (object.hasNonNull("method")) {
            return readInvocation(object, idNode != null, id);
        }
        return readResponse(object, id);
    }

    private static Message readInvocation(ObjectNode object, boolean request, Optional<RequestId> id) {
        JsonNode method = object.get("method");
        if (!method.isString()) {
            throw invalid(id, RpcError.INVALID_REQUEST, "Invalid request: 'method' must be a string");
        }
        JsonNode params = object.get("params");
        if (params != null && !params.isNull() && !params.isObject()) {
            throw invalid(id, RpcError.INVALID_REQUEST, "Invalid request: 'params' must be an object");
        }
        ObjectNode given = params instanceof ObjectNode known
                ? known.removeIf(JsonNode::isNull)
                : JsonNodeFactory.instance.objectNode();
        if (!request) {
            return new Message.Notification(method.stringValue(), given);
        }
        if (id.isEmpty()) {
            throw invalid(id, RpcError.INVALID_REQUEST, "Invalid request: 'id' must be a string or an integer");
        }
        return new Message.Request(id.get(), method.stringValue(), given);
    }

    private static Message readResponse(ObjectNode object, Optional<RequestId> id) {
        JsonNode result = object.get("result");
        if (result != null && id.isPresent() && !object.hasNonNull("error")) {
            return new Message.Result(id.get(), result);
        }
        if (object.get("error") instanceof ObjectNode error
                && error.path("code").isIntegralNumber()
                && error.path("code").canConvertToInt()
                && !object.hasNonNull("result")) {
            return new Message.Failure(
                    id,
                    new RpcError(
                            error.path("code").intValue(),
                            error.path("message").stringValue(""),
                            Optional.ofNullable(error.get("data"))));
        }
        throw invalid(id, RpcError.INVALID_REQUEST, "Invalid request: neither 'method' nor a result or error is there");
    }

    /**
     * Writes a message as one line of JSON in UTF-8.
     *
     * <p>A result that cannot be written as JSON is replaced by a failure, so that its caller does not wait for ever, and
     * the reason is logged.
     */
    public byte[] write(Message message) {
        try {
            return writeTree(toTree(message));
        } catch (RuntimeException e) {
            // Jackson's, or that of an object in the result
            if (message instanceof Message.Result result) {
                LOG.log(Level.WARNING, "a result cannot be written as JSON; its caller gets an internal error", e);
                return writeTree(toTree(new Message.Failure(Optional.of(result.id()), RpcError.internalError())));
            }
            throw e;
        }
    }

    /** Writes a JSON value as one line in UTF-8. U+FFFD is written for half of a surrogate pair. */
    public byte[] writeTree(JsonNode node) {
        return LineEnds.escaped(writer.write(node));
    }

    /** Writes a JSON value that only this server reads. Half of a surrogate pair is kept, as an escape. */
    public byte[] writeExactly(JsonNode node) {
        return exact.write(node);
    }

    /** Returns the JSON object that is written for a message. */
    public ObjectNode toTree(Message message) {
        ObjectNode node = JsonNodeFactory.instance.objectNode().put("jsonrpc", VERSION);
        if (message instanceof Message.Request request) {
            node.set("id", request.id().toJson());
            writeInvocation(node, request);
        } else if (message instanceof Message.Notification notification) {
            writeInvocation(node, notification);
        } else if (message instanceof Message.Result result) {
            node.set("id", result.id().toJson());
            node.set("result", result.result());
        } else if (message instanceof Message.Failure failure) {
            failure.id().ifPresent(id -> node.set("id", id.toJson()));
            node.set("error", writeError(failure.error()));
        }
        return node;
    }

    private static void writeInvocation(ObjectNode node, Message.Invocation invocation) {
        node.put("method", invocation.method()).set("params", invocation.params());
    }

    private static ObjectNode writeError(RpcError error) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("code", error.code()).put("message", error.message());
        error.data().ifPresent(data -> node.set("data", data));
        return node;
    }

    private static InvalidMessageException invalid(Optional<RequestId> id, int code, String message) {
        return new InvalidMessageException(id, new RpcError(code, message));
    }
}
