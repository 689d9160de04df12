package dev.lmcp.server.base;

import dev.lmcp.spi.Settings;
import java.util.HashMap;
import java.util.Map;

/** The values of all {@link Limit limits}. Immutable. */
public final class Limits {

    /** The default values. */
    public static final Limits DEFAULT = new Limits(Map.of());

    private final Map<Limit<?>, Object> values;

    private Limits(Map<Limit<?>, Object> values) {
        this.values = values;
    }

    /** Reads all limits from the settings with the prefix {@code lmcp.limits.}. */
    public static Limits read(Settings settings) {
        Map<Limit<?>, Object> values = new HashMap<>();
        Limit.ALL.forEach(limit -> values.put(limit, limit.read(settings)));
        return new Limits(values);
    }

    /** Returns a copy with another value for one limit. */
    public <T> Limits with(Limit<T> limit, T value) {
        Map<Limit<?>, Object> all = new HashMap<>(values);
        all.put(limit, value);
        return new Limits(all);
    }

    /** Returns the value of one limit. */
    public <T> T of(Limit<T> limit) {
        Object value = values.get(limit);
        return value == null ? limit.defaultValue() : limit.cast(value);
    }
}
