package dev.lmcp.server.base;

import dev.lmcp.Tool;
import dev.lmcp.spi.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The time limits of tools. The configured limit for a name decides; then the tool's own limit; then the default.
 *
 * @param defaultTimeout the limit of all other tools; zero means no limit
 * @param named the limits by pattern of the tool name, the most specific pattern first
 */
public record ToolTimeouts(Duration defaultTimeout, List<Named> named) {

    /** No limit for any tool. */
    static final ToolTimeouts UNLIMITED = new ToolTimeouts(Duration.ZERO, List.of());

    static final String KEY = "tool-timeout";

    /** The limit of tools whose names match a pattern. */
    record Named(NamePattern pattern, Duration limit) implements Comparable<Named> {

        /** The most specific pattern is first, and then the shortest limit. */
        @Override
        public int compareTo(Named other) {
            int byPattern = other.pattern.compareTo(pattern);
            return byPattern == 0 ? limit.compareTo(other.limit) : byPattern;
        }
    }

    public ToolTimeouts {
        named = named.stream().sorted().toList();
    }

    /** Reads {@code tool-timeout} and {@code tool-timeout.PATTERN}. */
    static ToolTimeouts read(Settings settings, Duration max) {
        List<Named> named = new ArrayList<>();
        for (String pattern : settings.entriesUnder(KEY).keySet()) {
            Duration limit = settings.duration(KEY + '.' + pattern, Duration.ZERO, Duration.ZERO, max);
            named.add(new Named(new NamePattern(pattern), limit));
        }
        return new ToolTimeouts(settings.duration(KEY, Duration.ZERO, Duration.ZERO, max), named);
    }

    /** Returns the limit of this tool, if it has one. */
    public Optional<Duration> of(Tool tool) {
        for (Named entry : named) {
            if (entry.pattern().matches(tool.name())) {
                return limit(entry.limit());
            }
        }
        return limit(tool.timeLimit().orElse(defaultTimeout));
    }

    private static Optional<Duration> limit(Duration limit) {
        return limit.isZero() ? Optional.empty() : Optional.of(limit);
    }
}
