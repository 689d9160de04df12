package dev.lmcp;

import dev.lmcp.schema.Absence;
import dev.lmcp.schema.Codec;
import dev.lmcp.schema.DescribedCodec;
import dev.lmcp.schema.Member;
import dev.lmcp.schema.Problems;
import dev.lmcp.schema.SizedCodec;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the fields that describe one property share, until the lambda of the shape has returned.
 *
 * @param <V> what a present value becomes
 * @param <C> what knows the bounds of a value
 */
final class Property<V, C extends Codec<V>> {

    private final Fields owner;
    private final String name;
    private final ObjectNode notes = JsonNodeFactory.instance.objectNode();
    private C codec;
    private @Nullable Absence<V, ?> absence;
    private @Nullable Field<V, ?> field;
    private int position = -1;

    Property(String name, C codec, Fields owner) {
        this.owner = owner;
        this.name = Objects.requireNonNull(name, "name");
        this.codec = codec;
    }

    String name() {
        return name;
    }

    C codec() {
        return codec;
    }

    /** Sets what knows the bounds. */
    void become(C next) {
        codec = next;
    }

    void describe(String text) {
        notes.put("description", Objects.requireNonNull(text, "text"));
    }

    void mirror(String header) {
        notes.put("x-mcp-header", Objects.requireNonNull(header, "name"));
    }

    /** Declares a property that holds several values of this kind, in the place of this one. */
    <W> Property<W, SizedCodec<W>> replacedBy(Function<Codec<V>, SizedCodec<W>> several) {
        if (absence != null || notes.has("x-mcp-header")) {
            throw new IllegalArgumentException("field '" + name
                    + "' becomes a collection after orElse(…), optional() or header(…); expected these behind it");
        }
        Codec<V> item = DescribedCodec.of(codec, notes.path("description").stringValue(""));
        Property<W, SizedCodec<W>> next = new Property<>(name, several.apply(item), owner);
        owner.replace(next);
        return next;
    }

    /** Notes by which field the value is asked for: the last one that was made. */
    void readBy(Field<V, ?> last) {
        field = last;
    }

    /** Returns whether the value is asked for by this field. */
    boolean isReadBy(Field<?, ?> candidate) {
        return field == candidate;
    }

    void orElse(V value) {
        become(Absence.orElse(value));
    }

    void optional() {
        become(Absence.<V>optional());
    }

    private void become(Absence<V, ?> next) {
        if (absence != null) {
            throw new IllegalArgumentException(
                    "field '" + name + "' says twice what its absence means; expected one orElse(…) or one optional()");
        }
        absence = next;
    }

    /** Returns the place among the properties of the object; negative until the object is complete. */
    int position() {
        return position;
    }

    /** Holds the default against everything else that was said of the field, and returns the member. */
    Member<V, ?> complete(int place) {
        position = place;
        Absence<V, ?> known = Optional.<Absence<V, ?>>ofNullable(absence).orElseGet(Absence::refused);
        Member<V, ?> member = Member.of(name, codec, known, notes);
        Problems problems = new Problems();
        member.checkDefault("the default of field '" + name + "'", problems);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(problems.text() + "; expected a default that callers may send as well");
        }
        return member;
    }
}
