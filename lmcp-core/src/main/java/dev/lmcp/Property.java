package dev.lmcp;

import dev.lmcp.schema.Decoder;
import dev.lmcp.schema.Problems;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the fields that describe one property share: its name, its schema, and what happens if it is absent.
 *
 * @param <V> what a present value becomes
 */
final class Property<V> {

    /** What an absent value means. */
    private enum Absence {
        REFUSED,
        DEFAULT,
        EMPTY
    }

    private final String name;
    private final ObjectNode schema;
    private final Decoder<V> decoder;
    private Absence absence = Absence.REFUSED;
    private @Nullable V fallback;
    private @Nullable Field<V, ?> field;

    Property(String name, ObjectNode schema, Decoder<V> decoder) {
        this.name = Objects.requireNonNull(name, "name");
        this.schema = schema;
        this.decoder = decoder;
    }

    String name() {
        return name;
    }

    ObjectNode schema() {
        return schema;
    }

    boolean isRequired() {
        return absence == Absence.REFUSED;
    }

    /** Notes by which field the value is asked for: the last one that was made. */
    void readBy(Field<V, ?> last) {
        field = last;
    }

    /** Returns the field by which the value is asked for. */
    Field<V, ?> field() {
        return Objects.requireNonNull(field, "field");
    }

    void orElse(V value) {
        become(Absence.DEFAULT);
        fallback = Objects.requireNonNull(value, "value");
    }

    void optional() {
        become(Absence.EMPTY);
    }

    private void become(Absence next) {
        if (absence != Absence.REFUSED) {
            throw new IllegalArgumentException(
                    "field '" + name + "' says twice what its absence means; expected one orElse(…) or one optional()");
        }
        absence = next;
    }

    /** Holds the default against everything else that was said of the field, and puts it into the schema. */
    void complete() {
        V value = fallback;
        if (value == null) {
            return;
        }
        Problems problems = new Problems();
        decoder.check(value, "the default of field '" + name + "'", problems);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(problems.text() + "; expected a default that callers may send as well");
        }
        decoder.show(value).ifPresent(shown -> schema.set("default", shown));
    }

    /** Returns what the field's value is: of the type that {@link Input#get} promises. */
    @Nullable
    Object read(@Nullable JsonNode value, String pointer, Problems problems) {
        if (value != null && (isRequired() || !value.isNull())) {
            V decoded = decoder.decode(value, pointer, problems);
            return absence == Absence.EMPTY ? Optional.ofNullable(decoded) : decoded;
        }
        if (isRequired()) {
            problems.add(pointer, "is required, but was absent");
        }
        return absence == Absence.EMPTY ? Optional.empty() : fallback;
    }
}
