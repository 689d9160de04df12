package dev.lmcp;

import java.util.List;
import java.util.Objects;

/** A block of text, made by {@link Content#text} (MCP 2026-07-28, server/tools, text content). Immutable. */
public final class TextContent extends Value implements Content {

    private final String text;
    private final Annotations annotations;

    TextContent(String text, Annotations annotations) {
        this.text = Objects.requireNonNull(text, "text");
        this.annotations = Objects.requireNonNull(annotations, "hints");
    }

    /** Returns the text. */
    public String text() {
        return text;
    }

    @Override
    public Annotations annotations() {
        return annotations;
    }

    @Override
    public TextContent withAnnotations(Annotations hints) {
        return new TextContent(text, hints);
    }

    @Override
    List<?> parts() {
        return List.of(text, annotations);
    }
}
