package dev.lmcp.jsonrpc;

import java.util.Map;
import java.util.function.UnaryOperator;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.BufferRecycler;
import tools.jackson.core.util.ByteArrayBuilder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.POJONode;

/**
 * Writes a tree as JSON in UTF-8. It needs Jackson's generator only, unless a Java object is a value in the tree.
 *
 * <p>The generator bounds the nesting, so the recursion is bounded too. Immutable and safe for concurrent use.
 */
final class TreeWriter {

    private final JsonFactory factory;
    private final UnaryOperator<String> text;

    /**
     * Creates a writer.
     *
     * @param text what is written for a text or a name
     */
    TreeWriter(JsonFactory factory, UnaryOperator<String> text) {
        this.factory = factory;
        this.text = text;
    }

    /**
     * Writes a tree.
     *
     * @throws tools.jackson.core.JacksonException if the tree is nested too deep, or has an object that is no JSON
     */
    byte[] write(JsonNode tree) {
        BufferRecycler buffers = factory._getBufferRecycler();
        try (ByteArrayBuilder bytes = new ByteArrayBuilder(buffers)) {
            try (JsonGenerator generator = factory.createGenerator(ObjectWriteContext.empty(), bytes)) {
                write(generator, tree);
            }
            return bytes.getClearAndRelease();
        } finally {
            buffers.releaseToPool();
        }
    }

    private void write(JsonGenerator generator, JsonNode node) {
        switch (node.getNodeType()) {
            case OBJECT -> writeObject(generator, node);
            case ARRAY -> writeArray(generator, node);
            case STRING -> generator.writeString(text.apply(node.stringValue()));
            case NUMBER -> writeNumber(generator, node);
            case BOOLEAN -> generator.writeBoolean(node.booleanValue());
            case BINARY -> generator.writeBinary(node.binaryValue());
            case POJO ->
                JsonMapper.shared().writeValue(new ReplacingGenerator(generator, text), ((POJONode) node).getPojo());
            case NULL, MISSING -> generator.writeNull();
        }
    }

    private void writeObject(JsonGenerator generator, JsonNode object) {
        generator.writeStartObject();
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            generator.writeName(text.apply(member.getKey()));
            write(generator, member.getValue());
        }
        generator.writeEndObject();
    }

    private void writeArray(JsonGenerator generator, JsonNode array) {
        generator.writeStartArray();
        for (int i = 0; i < array.size(); i++) {
            write(generator, array.get(i));
        }
        generator.writeEndArray();
    }

    private static void writeNumber(JsonGenerator generator, JsonNode number) {
        switch (number.numberType()) {
            case INT -> generator.writeNumber(number.intValue());
            case LONG -> generator.writeNumber(number.longValue());
            case BIG_INTEGER -> generator.writeNumber(number.bigIntegerValue());
            case FLOAT -> generator.writeNumber(number.floatValue());
            case DOUBLE -> generator.writeNumber(number.doubleValue());
            case BIG_DECIMAL -> generator.writeNumber(number.decimalValue());
        }
    }
}
