package dev.lmcp;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Hints about whom a piece of content is for and how much it matters.
 *
 * @param audience who is to see it; empty for no preference
 * @param priority from 0, least important, to 1, effectively required
 * @param lastModified when it last changed
 */
public record Annotations(List<Role> audience, Optional<Double> priority, Optional<Instant> lastModified) {

    private static final Annotations NONE = new Annotations(List.of(), Optional.empty(), Optional.empty());

    /** Makes an immutable copy and checks the priority. */
    public Annotations {
        audience = List.copyOf(audience);
        priority.ifPresent(value -> {
            if (!(value >= 0 && value <= 1)) {
                throw new IllegalArgumentException("priority is '" + value + "'; expected a number from 0 to 1");
            }
        });
    }

    /** Returns no hints at all. */
    public static Annotations none() {
        return NONE;
    }

    /** Returns hints that name an audience. */
    public static Annotations forAudience(Role... audience) {
        return new Annotations(List.of(audience), Optional.empty(), Optional.empty());
    }

    /** Returns these hints with a priority from 0 to 1. */
    public Annotations withPriority(double value) {
        return new Annotations(audience, Optional.of(value), lastModified);
    }

    /** Returns these hints with the time of the last change. */
    public Annotations withLastModified(Instant value) {
        return new Annotations(audience, priority, Optional.of(value));
    }
}
