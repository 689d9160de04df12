package dev.lmcp;

import org.jspecify.annotations.Nullable;

/** The null that an author's code returns or hands over although it may not. */
public final class Nothing {

    private Nothing() {}

    /** Returns null as a value of any type, unseen by the compiler's checks. */
    @SuppressWarnings({"NullAway", "unused"})
    static <T> T of(Class<T> type) {
        @Nullable T nothing = null;
        return nothing;
    }
}
