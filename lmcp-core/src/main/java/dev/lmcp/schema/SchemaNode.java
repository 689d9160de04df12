package dev.lmcp.schema;

import dev.harrel.jsonschema.JsonNode;
import dev.harrel.jsonschema.JsonNodeFactory;
import dev.harrel.jsonschema.SimpleType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** A Jackson node in the form that the schema library takes. */
final class SchemaNode implements JsonNode {

    static final JsonNodeFactory FACTORY = new JsonNodeFactory() {

        private final JsonMapper mapper = new JsonMapper();

        @Override
        public JsonNode wrap(Object node) {
            return node instanceof SchemaNode wrapped
                    ? wrapped
                    : new SchemaNode((tools.jackson.databind.JsonNode) node, "");
        }

        @Override
        public JsonNode create(String rawJson) {
            return new SchemaNode(mapper.readTree(rawJson), "");
        }
    };

    private final tools.jackson.databind.JsonNode node;
    private final String pointer;

    private SchemaNode(tools.jackson.databind.JsonNode node, String pointer) {
        this.node = node;
        this.pointer = pointer;
    }

    @Override
    public String getJsonPointer() {
        return pointer;
    }

    @Override
    public SimpleType getNodeType() {
        return switch (node.getNodeType()) {
            case OBJECT, POJO -> SimpleType.OBJECT;
            case ARRAY -> SimpleType.ARRAY;
            case STRING, BINARY -> SimpleType.STRING;
            case BOOLEAN -> SimpleType.BOOLEAN;
            case NUMBER -> isWhole() ? SimpleType.INTEGER : SimpleType.NUMBER;
            case NULL, MISSING -> SimpleType.NULL;
        };
    }

    /** JSON Schema calls 1.0 an integer. A number of absurd size counts as none, so that it is never written out. */
    private boolean isWhole() {
        if (node.isIntegralNumber()) {
            return true;
        }
        BigDecimal number = node.decimalValue();
        return Math.abs((long) number.scale()) < 1000
                && number.stripTrailingZeros().scale() <= 0;
    }

    @Override
    public boolean asBoolean() {
        return node.booleanValue();
    }

    @Override
    public String asString() {
        // the library asks numbers and booleans as well, for its messages
        return node.isString() ? node.stringValue() : node.toString();
    }

    @Override
    public BigInteger asInteger() {
        return node.isIntegralNumber()
                ? node.bigIntegerValue()
                : node.decimalValue().toBigInteger();
    }

    @Override
    public BigDecimal asNumber() {
        return node.decimalValue();
    }

    @Override
    public List<JsonNode> asArray() {
        List<JsonNode> items = new ArrayList<>(node.size());
        for (tools.jackson.databind.JsonNode item : node) {
            items.add(new SchemaNode(item, pointer + "/" + items.size()));
        }
        return items;
    }

    @Override
    public Map<String, JsonNode> asObject() {
        Map<String, JsonNode> members = new LinkedHashMap<>();
        node.forEachEntry((name, value) ->
                members.put(name, new SchemaNode(value, pointer + "/" + JsonNode.encodeJsonPointer(name))));
        return members;
    }
}
