package dev.lmcp.schema.reflect;

import dev.lmcp.annotation.Discriminator;
import dev.lmcp.schema.Codec;
import dev.lmcp.schema.DescribedCodec;
import dev.lmcp.schema.ObjectCodec;
import dev.lmcp.schema.VariantCodec;
import java.util.Locale;

/** Reads the records of a sealed interface. */
final class SealedReader {

    private final Faults faults;
    private final TypeReader types;

    SealedReader(Faults faults, TypeReader types) {
        this.faults = faults;
        this.types = types;
    }

    Codec<?> variants(Class<?> type, Bindings bindings, String path) {
        String property = Notes.of(type)
                .own(Discriminator.class)
                .map(Discriminator::value)
                .orElse("type");
        return add(VariantCodec.by(property), type, bindings, path);
    }

    private VariantCodec<Object> add(VariantCodec<Object> known, Class<?> type, Bindings bindings, String path) {
        VariantCodec<Object> all = known;
        for (Class<?> kind : type.getPermittedSubclasses()) {
            Bindings inner = bindings.ofCase(kind, type);
            String inside = path + "(" + kind.getSimpleName() + ")";
            if (kind.isRecord()) {
                all = add(all, kind, types.structured(kind, inner, kind.getName(), inside), inside);
            } else if (kind.isSealed()) {
                all = add(all, kind, inner, path);
            } else {
                faults.add(inside, "is no record; expected a sealed interface that permits records only");
            }
        }
        return all;
    }

    private VariantCodec<Object> add(VariantCodec<Object> known, Class<?> kind, Codec<?> codec, String path) {
        String text = codec instanceof DescribedCodec<?> described ? described.text() : "";
        Codec<?> plain = codec instanceof DescribedCodec<?> described ? described.codec() : codec;
        if (!(plain instanceof ObjectCodec<?> object)) {
            // its fault is noted
            return known;
        }
        String name = Notes.of(kind).text("Name", "JsonTypeName").orElse(decapitalized(kind.getSimpleName()));
        try {
            return known.with(name, kind, object, text);
        } catch (IllegalArgumentException e) {
            faults.add(path, String.valueOf(e.getMessage()));
            return known;
        }
    }

    private static String decapitalized(String name) {
        return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    }
}
