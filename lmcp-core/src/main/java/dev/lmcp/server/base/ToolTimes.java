package dev.lmcp.server.base;

import dev.lmcp.Tool;
import dev.lmcp.spi.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How long tools may run: as configuration says of a name, or else as the tool itself says, or else as all may.
 *
 * @param usual for every other tool; zero for as long as it likes
 * @param named by pattern of the name, the most specific one first
 */
public record ToolTimes(Duration usual, List<Named> named) {

    /** As long as they like. */
    static final ToolTimes ANY = new ToolTimes(Duration.ZERO, List.of());

    static final String KEY = "tool-timeout";

    /** The limit of tools whose names fit. */
    record Named(NamePattern pattern, Duration limit) {}

    public ToolTimes {
        named = named.stream()
                .sorted(Comparator.comparing(Named::pattern).reversed().thenComparing(Named::limit))
                .toList();
    }

    /** Reads {@code tool-timeout} and {@code tool-timeout.PATTERN}. */
    static ToolTimes read(Settings settings, Duration longest) {
        List<Named> named = new ArrayList<>();
        for (String pattern : settings.entriesUnder(KEY).keySet()) {
            Duration limit = settings.duration(KEY + '.' + pattern, Duration.ZERO, Duration.ZERO, longest);
            named.add(new Named(new NamePattern(pattern), limit));
        }
        return new ToolTimes(settings.duration(KEY, Duration.ZERO, Duration.ZERO, longest), named);
    }

    /** The limit of this tool, where it has one. */
    public Optional<Duration> of(Tool tool) {
        for (Named one : named) {
            if (one.pattern().matches(tool.name())) {
                return limit(one.limit());
            }
        }
        return limit(tool.timeLimit().orElse(usual));
    }

    private static Optional<Duration> limit(Duration limit) {
        return limit.isZero() ? Optional.empty() : Optional.of(limit);
    }
}
