package dev.lmcp.schema.reflect;

import dev.lmcp.schema.Absence;
import dev.lmcp.schema.Codec;
import dev.lmcp.schema.DescribedCodec;
import dev.lmcp.schema.Member;
import dev.lmcp.schema.ObjectCodec;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the components of a record: their names, types, defaults and bounds. */
public final class RecordReader {

    private static final Map<Class<?>, Absence<?, ?>> OPTIONALS = Map.of(
            Optional.class, Absence.optional(),
            OptionalInt.class, Absence.optionalInt(),
            OptionalLong.class, Absence.optionalLong(),
            OptionalDouble.class, Absence.optionalDouble());

    private final Access access;
    private final Faults faults;
    private final TypeReader types;

    RecordReader(Access access, Faults faults, TypeReader types) {
        this.access = access;
        this.faults = faults;
        this.types = types;
    }

    /**
     * Returns the codec of a record or of a sealed interface of records.
     *
     * @param author reaches the record, or null if this module reaches it
     * @throws IllegalArgumentException if it cannot be a shape; the message names every fault and its place
     */
    public static <T> Codec<T> read(Class<T> type, MethodHandles.@Nullable Lookup author) {
        Faults faults = new Faults();
        TypeReader types = new TypeReader(new Access(author), faults);
        Codec<?> codec = types.root(type);
        faults.throwIfAny();
        @SuppressWarnings("unchecked")
        Codec<T> typed = (Codec<T>) codec;
        return typed;
    }

    ObjectCodec<?> object(Class<?> type, Bindings bindings, String path) {
        List<Member<?, ?>> members = new ArrayList<>();
        Set<String> names = new HashSet<>();
        // the JDK makes new ones, with all their annotations, each time that it is asked
        RecordComponent[] components = type.getRecordComponents();
        for (RecordComponent component : components) {
            Member<?, ?> member = member(component, bindings, path + "." + component.getName());
            if (!names.add(member.name())) {
                faults.add(
                        path + "." + component.getName(),
                        "has the name '" + member.name()
                                + "' in JSON, as another component has; expected a unique one");
            } else {
                members.add(member);
            }
        }
        try {
            MethodHandle constructor = access.constructor(type, components);
            List<MethodHandle> accessors = new ArrayList<>();
            for (RecordComponent component : components) {
                accessors.add(access.accessor(component));
            }
            return RecordCodec.of(members, constructor, accessors);
        } catch (IllegalAccessException e) {
            faults.add(path, Access.remedy(type));
            return ObjectCodec.reading(members, (values, pointer, problems) -> null);
        }
    }

    private Member<?, ?> member(RecordComponent component, Bindings bindings, String path) {
        Notes notes = Notes.of(component);
        String name = notes.text("Name", "JsonProperty").orElse(component.getName());
        Bindings.Bound bound = bindings.resolve(component.getAnnotatedType());
        Class<?> raw = Bindings.raw(bound.type().getType());
        Codec<?> codec = new Constraints(path, faults).apply(notes, types.present(bound, path));
        Codec<?> described = DescribedCodec.of(
                codec, notes.text("Description", "JsonPropertyDescription").orElse(""));
        Optional<Absence<?, ?>> absence = Optional.ofNullable(OPTIONALS.get(raw));
        return new Defaults(path, faults).member(name, described, absence, notes);
    }
}
