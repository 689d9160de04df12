package dev.lmcp;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;

/**
 * A picture, made by {@link Content#image} (MCP 2026-07-28, server/tools, image content). Immutable.
 */
public final class ImageContent extends Value implements Content {

    private final byte[] data;
    private final String mimeType;
    private final Annotations annotations;

    ImageContent(byte[] data, String mimeType, Annotations annotations) {
        this.data = Objects.requireNonNull(data, "data");
        this.mimeType = Objects.requireNonNull(mimeType, "mimeType");
        this.annotations = Objects.requireNonNull(annotations, "hints");
    }

    /** Returns the bytes, not a copy. */
    public byte[] data() {
        return data;
    }

    /** Returns the media type. */
    public String mimeType() {
        return mimeType;
    }

    @Override
    public Annotations annotations() {
        return annotations;
    }

    @Override
    public ImageContent withAnnotations(Annotations hints) {
        return new ImageContent(data, mimeType, hints);
    }

    @Override
    List<?> parts() {
        return List.of(ByteBuffer.wrap(data), mimeType, annotations);
    }
}
