package dev.lmcp;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Hints for the client about a piece of content or a resource: MCP's {@code Annotations} (2026-07-28, common types).
 *
 * <p>Begin with {@link #none} and add what is known. Immutable.
 */
public final class Annotations extends Value {

    private static final Annotations NONE = new Annotations(List.of(), null, null);

    private final List<Role> audience;
    private final @Nullable Double priority;
    private final @Nullable Instant lastModified;

    private Annotations(List<Role> audience, @Nullable Double priority, @Nullable Instant lastModified) {
        this.audience = audience;
        this.priority = priority;
        this.lastModified = lastModified;
    }

    /** Returns no hints. */
    public static Annotations none() {
        return NONE;
    }

    /**
     * Returns these hints with an audience.
     *
     * @param roles the readers that the content is meant for
     */
    public Annotations withAudience(Role... roles) {
        return new Annotations(listOf("roles", roles), priority, lastModified);
    }

    /**
     * Returns these hints with a priority.
     *
     * @param value from 0, entirely optional, to 1, effectively required
     */
    public Annotations withPriority(double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException("priority is '" + value + "'; expected a number from 0 to 1");
        }
        return new Annotations(audience, value, lastModified);
    }

    /** Returns these hints with the time of the last change. */
    public Annotations withLastModified(Instant time) {
        return new Annotations(audience, priority, Objects.requireNonNull(time, "time"));
    }

    /** Returns the readers that the content is meant for; empty for no preference. */
    public List<Role> audience() {
        return audience;
    }

    /** Returns the priority, from 0 to 1. */
    public Optional<Double> priority() {
        return Optional.ofNullable(priority);
    }

    /** Returns the time of the last change. */
    public Optional<Instant> lastModified() {
        return Optional.ofNullable(lastModified);
    }

    @Override
    List<?> parts() {
        return List.of(audience, priority(), lastModified());
    }
}
