package dev.lmcp.schema.reflect;

import dev.lmcp.annotation.Default;
import dev.lmcp.annotation.Example;
import dev.lmcp.schema.Absence;
import dev.lmcp.schema.Codec;
import dev.lmcp.schema.Member;
import dev.lmcp.schema.Problems;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;

/** Holds defaults and examples against the rules of their component. */
final class Defaults {

    private final String path;
    private final Faults faults;

    Defaults(String path, Faults faults) {
        this.path = path;
        this.faults = faults;
    }

    /** Returns the member; its absence is that of an optional type, or else what a default says. */
    <V> Member<V, ?> member(String name, Codec<V> codec, Optional<Absence<?, ?>> optional, Notes notes) {
        Optional<String> text = notes.own(Default.class).map(Default::value);
        if (optional.isPresent() && text.isPresent()) {
            faults.add(path, "is an Optional with a default; expected one of both: remove one");
        }
        @SuppressWarnings("unchecked")
        Absence<V, ?> absence = optional.<Absence<V, ?>>map(known -> (Absence<V, ?>) known)
                .or(() -> text.flatMap(value -> read(codec, value, "default")).map(Absence::orElse))
                .orElseGet(Absence::refused);
        Member<V, ?> member = Member.of(name, codec, absence, JsonNodeFactory.instance.objectNode());
        for (String example : notes.own(Example.class).map(Example::value).orElse(new String[0])) {
            if (read(codec, example, "example").isPresent()) {
                member = member.withExample(codec.parse(example));
            }
        }
        return member;
    }

    private <V> Optional<V> read(Codec<V> codec, String text, String what) {
        Problems problems = new Problems("that");
        try {
            @Nullable V value = codec.read(codec.parse(text), "", problems);
            if (problems.isEmpty()) {
                return Optional.ofNullable(value);
            }
            faults.add(
                    path,
                    (what.equals("example") ? "has an example " : "has a default ") + problems.text()
                            + "; expected one that callers may send as well");
        } catch (IllegalArgumentException e) {
            faults.add(path, "has the " + what + " '" + text + "', which " + e.getMessage());
        }
        return Optional.empty();
    }
}
