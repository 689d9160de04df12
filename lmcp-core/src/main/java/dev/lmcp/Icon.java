package dev.lmcp;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A picture that stands for a tool, a resource, a prompt or the server.
 *
 * @param src an {@code https:} or {@code data:} URI
 * @param mimeType the media type, where the server that holds it might not say
 * @param sizes as in {@code 48x48}, or {@code any}; empty for any
 * @param theme the background it is made for
 */
public record Icon(String src, Optional<String> mimeType, List<String> sizes, Optional<Theme> theme) {

    /** Makes an immutable copy and checks the URI. */
    public Icon {
        sizes = List.copyOf(sizes);
        String scheme = src.toLowerCase(Locale.ROOT);
        if (!scheme.startsWith("https:") && !scheme.startsWith("data:")) {
            throw new IllegalArgumentException("icon '" + src + "' has an unsafe scheme; expected https: or data:");
        }
    }

    /** The background an icon is made for. */
    public enum Theme {
        /** Light backgrounds. */
        LIGHT,
        /** Dark backgrounds. */
        DARK
    }

    /** Returns an icon of unstated type, size and theme. */
    public static Icon at(String src) {
        return new Icon(src, Optional.empty(), List.of(), Optional.empty());
    }
}
