package dev.lmcp.verification.bench;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * What was measured, by the name of what it was measured of, in the order in which it was measured.
 *
 * @param <T> what is measured of each
 */
record Figures<T>(Map<String, T> byName) {

    Figures {
        byName = Collections.unmodifiableMap(new LinkedHashMap<>(byName));
    }

    /** The figure of this name. */
    T of(String name) {
        T figure = byName.get(name);
        if (figure == null) {
            throw new IllegalArgumentException("'" + name + "' was not measured; expected one of " + byName.keySet());
        }
        return figure;
    }

    void forEach(BiConsumer<String, T> action) {
        byName.forEach(action);
    }
}
