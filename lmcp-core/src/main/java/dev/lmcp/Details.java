package dev.lmcp;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What builders collect about a definition; each of the four kinds shows the part that MCP has for it. */
record Details(
        String name,
        @Nullable String titleOrNull,
        @Nullable String descriptionOrNull,
        @Nullable String mimeTypeOrNull,
        Annotations annotations,
        List<Icon> icons,
        CacheHint cache,
        @Nullable ObjectNode metaOrNull) {

    static Details named(String name) {
        Objects.requireNonNull(name, "name");
        return new Details(name, null, null, null, Annotations.none(), List.of(), CacheHint.none(), null);
    }

    Optional<String> title() {
        return Optional.ofNullable(titleOrNull);
    }

    Optional<String> description() {
        return Optional.ofNullable(descriptionOrNull);
    }

    Optional<String> mimeType() {
        return Optional.ofNullable(mimeTypeOrNull);
    }

    /** A copy, as the node could be changed. */
    Optional<ObjectNode> meta() {
        return Optional.ofNullable(metaOrNull).map(ObjectNode::deepCopy);
    }

    Details withName(String value) {
        Objects.requireNonNull(value, "value");
        return new Details(
                value, titleOrNull, descriptionOrNull, mimeTypeOrNull, annotations, icons, cache, metaOrNull);
    }

    Details withTitle(String value) {
        Objects.requireNonNull(value, "value");
        return new Details(name, value, descriptionOrNull, mimeTypeOrNull, annotations, icons, cache, metaOrNull);
    }

    Details withDescription(String value) {
        Objects.requireNonNull(value, "value");
        return new Details(name, titleOrNull, value, mimeTypeOrNull, annotations, icons, cache, metaOrNull);
    }

    Details withMimeType(String value) {
        Objects.requireNonNull(value, "value");
        return new Details(name, titleOrNull, descriptionOrNull, value, annotations, icons, cache, metaOrNull);
    }

    Details withAnnotations(Annotations value) {
        Objects.requireNonNull(value, "value");
        return new Details(name, titleOrNull, descriptionOrNull, mimeTypeOrNull, value, icons, cache, metaOrNull);
    }

    Details withIcons(Icon... values) {
        List<Icon> all = Value.listOf("values", values);
        return new Details(name, titleOrNull, descriptionOrNull, mimeTypeOrNull, annotations, all, cache, metaOrNull);
    }

    Details withCache(CacheHint value) {
        Objects.requireNonNull(value, "value");
        return new Details(name, titleOrNull, descriptionOrNull, mimeTypeOrNull, annotations, icons, value, metaOrNull);
    }

    Details withMeta(ObjectNode value) {
        ObjectNode copy = Objects.requireNonNull(value, "value").deepCopy();
        return new Details(name, titleOrNull, descriptionOrNull, mimeTypeOrNull, annotations, icons, cache, copy);
    }
}
