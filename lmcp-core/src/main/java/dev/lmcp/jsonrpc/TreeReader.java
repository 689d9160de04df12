package dev.lmcp.jsonrpc;

import java.util.Arrays;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads a JSON value as a tree. It needs Jackson's parser only, because a mapper takes a tenth of a second of the start, and
 * memory in each call.
 *
 * <p>The parser bounds the nesting, so the recursion is bounded too. Immutable and safe for concurrent use.
 */
final class TreeReader {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final JsonFactory factory;

    TreeReader(JsonFactory factory) {
        this.factory = factory;
    }

    /**
     * Reads the only value in an array of UTF-8. A byte order mark before it is skipped.
     *
     * @throws InvalidMessageException with −32700 if there is not exactly one JSON value
     */
    JsonNode read(byte[] bytes) {
        if (!Utf8.isWellFormed(bytes)) {
            throw invalid("the body is not UTF-8");
        }
        int begin = Arrays.mismatch(bytes, BYTE_ORDER_MARK) == BYTE_ORDER_MARK.length ? BYTE_ORDER_MARK.length : 0;
        try (JsonParser parser = factory.createParser(ObjectReadContext.empty(), bytes, begin, bytes.length - begin)) {
            JsonToken first = parser.nextToken();
            if (first == null) {
                throw invalid("the body is empty");
            }
            JsonNode value = value(parser, first);
            if (parser.nextToken() != null) {
                throw invalid("data after the end of the JSON value");
            }
            return value;
        } catch (JacksonException e) {
            throw invalid(JsonFault.describe(e));
        } catch (ArithmeticException | NumberFormatException e) {
            throw invalid("a number's exponent is too large");
        }
    }

    private static JsonNode value(JsonParser parser, JsonToken token) {
        return switch (token) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> NODES.stringNode(parser.getString());
            case VALUE_NUMBER_INT -> integer(parser);
            case VALUE_NUMBER_FLOAT -> NODES.numberNode(parser.getDecimalValue());
            case VALUE_TRUE -> NODES.booleanNode(true);
            case VALUE_FALSE -> NODES.booleanNode(false);
            case VALUE_NULL -> NODES.nullNode();
            default -> throw new IllegalStateException("a parser of complete JSON text has returned " + token);
        };
    }

    private static ObjectNode object(JsonParser parser) {
        ObjectNode object = NODES.objectNode();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            if (object.replace(name, value(parser, parser.nextToken())) != null) {
                throw invalid("duplicate object key");
            }
        }
        return object;
    }

    private static ArrayNode array(JsonParser parser) {
        ArrayNode array = NODES.arrayNode();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            array.add(value(parser, token));
        }
        return array;
    }

    private static JsonNode integer(JsonParser parser) {
        return switch (parser.getNumberType()) {
            case INT -> NODES.numberNode(parser.getIntValue());
            case LONG -> NODES.numberNode(parser.getLongValue());
            default -> NODES.numberNode(parser.getBigIntegerValue());
        };
    }

    private static InvalidMessageException invalid(String fault) {
        return new InvalidMessageException(
                Optional.empty(), new RpcError(RpcError.PARSE_ERROR, "Parse error: " + fault));
    }
}
