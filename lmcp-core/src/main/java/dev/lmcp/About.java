package dev.lmcp;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is said about a resource, a template or a prompt besides how it is reached.
 *
 * @param name its name for programs
 * @param title its name for people
 * @param description what it is, for the model
 * @param mimeType its media type
 * @param annotations whom it is for
 * @param icons its pictures
 * @param cache how long what is read may be kept
 * @param meta its {@code _meta}; not to be modified
 */
public record About(
        String name,
        Optional<String> title,
        Optional<String> description,
        Optional<String> mimeType,
        Annotations annotations,
        List<Icon> icons,
        CacheHint cache,
        Optional<ObjectNode> meta) {

    /** Makes an immutable copy. */
    public About {
        icons = List.copyOf(icons);
    }

    static About nameless() {
        return new About(
                "",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Annotations.none(),
                List.of(),
                CacheHint.none(),
                Optional.empty());
    }

    /** The same with {@code fallback} as the name where it has none. */
    About named(String fallback) {
        return name.isEmpty() ? withName(fallback) : this;
    }

    /** Returns the same with this name. */
    public About withName(String value) {
        return new About(value, title, description, mimeType, annotations, icons, cache, meta);
    }

    /** Returns the same with this name for people. */
    public About withTitle(String value) {
        return new About(name, Optional.of(value), description, mimeType, annotations, icons, cache, meta);
    }

    /** Returns the same with this description. */
    public About withDescription(String value) {
        return new About(name, title, Optional.of(value), mimeType, annotations, icons, cache, meta);
    }

    /** Returns the same with this media type. */
    public About withMimeType(String value) {
        return new About(name, title, description, Optional.of(value), annotations, icons, cache, meta);
    }

    /** Returns the same with these hints. */
    public About withAnnotations(Annotations value) {
        return new About(name, title, description, mimeType, value, icons, cache, meta);
    }

    /** Returns the same with these icons. */
    public About withIcons(Icon... values) {
        return new About(name, title, description, mimeType, annotations, List.of(values), cache, meta);
    }

    /** Returns the same with this hint for caches. */
    public About withCache(CacheHint value) {
        return new About(name, title, description, mimeType, annotations, icons, value, meta);
    }

    /** Returns the same with this {@code _meta}. */
    public About withMeta(ObjectNode value) {
        return new About(name, title, description, mimeType, annotations, icons, cache, Optional.of(value));
    }
}
