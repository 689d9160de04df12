package dev.lmcp.schema;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An object whose unknown members are let go; see {@link KnownMembers}.
 *
 * @param <V> the type of the Java value
 */
public final class TolerantCodec<V> implements Codec<V> {

    private final Codec<V> strict;
    private final ObjectNode schema;

    public TolerantCodec(Codec<V> strict) {
        this.strict = strict;
        this.schema = strict.schema();
    }

    @Override
    public ObjectNode schema() {
        return schema.deepCopy();
    }

    @Override
    public @Nullable V read(JsonNode value, String pointer, Problems problems) {
        return strict.read(KnownMembers.only(schema, value), pointer, problems);
    }

    @Override
    public boolean isWritable() {
        return strict.isWritable();
    }

    @Override
    public V fresh(V value) {
        return strict.fresh(value);
    }

    @Override
    public JsonNode write(V value, String pointer, Problems problems) {
        return strict.write(value, pointer, problems);
    }
}
