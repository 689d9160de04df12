package dev.lmcp.schema;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** An object that a JSON Schema describes, as JSON. */
public final class SchemaCodec implements Codec<ObjectNode> {

    private final ObjectNode schema;
    private final JsonSchema compiled;

    private SchemaCodec(ObjectNode schema, JsonSchema compiled) {
        this.schema = schema;
        this.compiled = compiled;
    }

    /** Returns a codec by a copy of the schema; throws {@link IllegalArgumentException} if it is not valid. */
    public static SchemaCodec of(ObjectNode schema) {
        return new SchemaCodec(schema.deepCopy(), JsonSchema.compile(schema));
    }

    @Override
    public ObjectNode schema() {
        return schema.deepCopy();
    }

    @Override
    public @Nullable ObjectNode read(JsonNode value, String pointer, Problems problems) {
        compiled.check(value, pointer, problems);
        // a copy, as the handler may change it and be run again
        return value instanceof ObjectNode object ? object.deepCopy() : null;
    }

    @Override
    public ObjectNode fresh(ObjectNode value) {
        return value.deepCopy();
    }

    @Override
    public JsonNode write(ObjectNode value, String pointer, Problems problems) {
        compiled.check(value, pointer, problems);
        return value.deepCopy();
    }
}
