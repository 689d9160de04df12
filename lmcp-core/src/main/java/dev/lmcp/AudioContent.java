package dev.lmcp;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;

/**
 * Sound, made by {@link Content#audio} (MCP 2026-07-28, server/tools, audio content). A session older than
 * 2025-03-26 sees it as an embedded resource. Immutable.
 */
public final class AudioContent extends Value implements Content {

    private final byte[] data;
    private final String mimeType;
    private final Annotations annotations;

    AudioContent(byte[] data, String mimeType, Annotations annotations) {
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
    public AudioContent withAnnotations(Annotations hints) {
        return new AudioContent(data, mimeType, hints);
    }

    @Override
    List<?> parts() {
        return List.of(ByteBuffer.wrap(data), mimeType, annotations);
    }
}
