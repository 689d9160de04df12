package dev.lmcp.jsonrpc;

import java.math.BigInteger;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BigIntegerNode;
import tools.jackson.databind.node.LongNode;
import tools.jackson.databind.node.StringNode;

/**
 * The id of a JSON-RPC request: a string or an integer of any size, with its JSON type and value kept exactly.
 *
 * <p>MCP forbids {@code null} and fractions as ids (MCP 2026-07-28 basic §Requests). {@code 1} and {@code "1"} are different
 * ids. Immutable.
 */
public sealed interface RequestId {

    /**
     * An id that is a JSON string.
     *
     * @param value the string
     */
    record Text(String value) implements RequestId {

        /** Checks that nothing is null. */
        public Text {
            Objects.requireNonNull(value, "value");
        }
    }

    /**
     * An id that is a JSON integer.
     *
     * @param value the integer
     */
    record Numeric(BigInteger value) implements RequestId {

        /** Checks that nothing is null. */
        public Numeric {
            Objects.requireNonNull(value, "value");
        }
    }

    /** Returns the id with this string value. */
    static RequestId of(String value) {
        return new Text(value);
    }

    /** Returns the id with this integer value. */
    static RequestId of(long value) {
        return new Numeric(BigInteger.valueOf(value));
    }

    /** Returns the id in {@code node}, or empty if it is neither a string nor an integer. */
    static Optional<RequestId> read(JsonNode node) {
        if (node.isString()) {
            return Optional.of(new Text(node.stringValue()));
        }
        if (node.isIntegralNumber()) {
            return Optional.of(new Numeric(node.bigIntegerValue()));
        }
        return Optional.empty();
    }

    /** Returns this id as a JSON value of the type that it was read with. */
    default JsonNode toJson() {
        if (this instanceof Text text) {
            return StringNode.valueOf(text.value());
        }
        BigInteger number = ((Numeric) this).value();
        return number.bitLength() < Long.SIZE ? LongNode.valueOf(number.longValue()) : BigIntegerNode.valueOf(number);
    }
}
