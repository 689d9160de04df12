package dev.lmcp.schema.reflect;

import dev.lmcp.schema.ChoiceCodec;
import dev.lmcp.schema.Codec;
import dev.lmcp.schema.DescribedCodec;
import dev.lmcp.schema.TreeCodec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the constants of an enum. */
final class EnumReader {

    private final Faults faults;

    EnumReader(Faults faults) {
        this.faults = faults;
    }

    Codec<?> codec(Class<?> type, String path) {
        Map<String, Object> constants = new LinkedHashMap<>();
        List<String> details = new ArrayList<>();
        for (Object constant : type.getEnumConstants()) {
            Notes notes = notes(type, ((Enum<?>) constant).name());
            String name = notes.text("Name", "JsonProperty").orElse(((Enum<?>) constant).name());
            if (constants.put(name, constant) != null) {
                faults.add(
                        path,
                        "is the enum " + type.getSimpleName() + ", in which '" + name
                                + "' names two constants; expected unique names");
            }
            notes.text("Description", "JsonPropertyDescription").ifPresent(text -> details.add(name + ": " + text));
        }
        if (constants.isEmpty()) {
            faults.add(path, "is the enum " + type.getSimpleName() + ", which has no constants; expected at least one");
            return TreeCodec.ANY;
        }
        String text = Notes.of(type).text("Description", "JsonClassDescription").orElse("");
        Codec<Object> codec = ChoiceCodec.of(constants);
        return text.isEmpty() && details.isEmpty()
                ? codec
                : new DescribedCodec<>(codec, text, String.join("; ", details));
    }

    private static Notes notes(Class<?> type, String constant) {
        try {
            return Notes.of(type.getField(constant));
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException("the enum " + type + " has no field for " + constant, e);
        }
    }
}
