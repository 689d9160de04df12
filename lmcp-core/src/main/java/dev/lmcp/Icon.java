package dev.lmcp;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A picture that stands for a tool, a resource, a template or a prompt: MCP's {@code Icon} (2026-07-28, common types).
 * Sessions older than 2025-11-25 do not see icons. Immutable.
 */
public final class Icon extends Value {

    private final String src;
    private final @Nullable String mimeType;
    private final List<String> sizes;
    private final @Nullable Theme theme;

    /** The background that an icon is made for. */
    public enum Theme {
        /** A light background. */
        LIGHT,
        /** A dark background. */
        DARK
    }

    private Icon(String src, @Nullable String mimeType, List<String> sizes, @Nullable Theme theme) {
        this.src = src;
        this.mimeType = mimeType;
        this.sizes = sizes;
        this.theme = theme;
    }

    /**
     * Returns an icon that fits every size and theme.
     *
     * @param src an {@code https:} or {@code data:} URI
     * @throws IllegalArgumentException if the URI has another scheme
     */
    public static Icon at(String src) {
        String scheme = Objects.requireNonNull(src, "src").toLowerCase(Locale.ROOT);
        if (!scheme.startsWith("https:") && !scheme.startsWith("data:")) {
            throw new IllegalArgumentException("icon '" + src + "' has an unsafe scheme; expected https: or data:");
        }
        return new Icon(src, null, List.of(), null);
    }

    /** Returns this icon with a media type, for a URI whose own type is missing or generic. */
    public Icon withMimeType(String type) {
        return new Icon(src, Objects.requireNonNull(type, "type"), sizes, theme);
    }

    /**
     * Returns this icon with the sizes that it fits.
     *
     * @param values width and height in pixels, as in {@code 48x48}, or {@code any}
     */
    public Icon withSizes(String... values) {
        return new Icon(src, mimeType, listOf("values", values), theme);
    }

    /** Returns this icon with the background that it is made for. */
    public Icon withTheme(Theme value) {
        return new Icon(src, mimeType, sizes, Objects.requireNonNull(value, "value"));
    }

    /** Returns the URI. */
    public String src() {
        return src;
    }

    /** Returns the media type. */
    public Optional<String> mimeType() {
        return Optional.ofNullable(mimeType);
    }

    /** Returns the sizes that it fits; empty for every size. */
    public List<String> sizes() {
        return sizes;
    }

    /** Returns the background that it is made for. */
    public Optional<Theme> theme() {
        return Optional.ofNullable(theme);
    }

    @Override
    List<?> parts() {
        return List.of(src, mimeType(), sizes, theme());
    }
}
