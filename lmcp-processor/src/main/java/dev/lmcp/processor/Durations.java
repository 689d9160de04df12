package dev.lmcp.processor;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as in the configuration: {@code 250ms}, {@code 30s}, {@code 5m}, {@code 24h}, {@code 366d}. */
final class Durations {

    private static final Pattern FORM = Pattern.compile("0*([1-9][0-9]{0,8})(ms|s|m|h|d)");

    private Durations() {}

    /** Returns the call of a factory of {@code java.time.Duration}, or empty if the text is no duration above zero. */
    static Optional<String> factory(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String factory = switch (matcher.group(2)) {
            case "ms" -> "ofMillis";
            case "s" -> "ofSeconds";
            case "m" -> "ofMinutes";
            case "h" -> "ofHours";
            default -> "ofDays";
        };
        return Optional.of(factory + "(" + matcher.group(1) + ")");
    }
}
