package dev.lmcp.server.base;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as in a configuration file: {@code 250ms}, {@code 30s}, {@code 5m}, {@code 24h}, {@code 366d}. */
public final class Durations {

    private static final Pattern FORM = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d)");
    private static final Map<String, ChronoUnit> UNITS = units();

    private Durations() {}

    public static Optional<Duration> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        return Optional.ofNullable(UNITS.get(matcher.group(2)))
                .map(unit -> Duration.of(Long.parseLong(matcher.group(1)), unit));
    }

    /** Writes a duration in the largest unit that needs no fraction. */
    public static String write(Duration duration) {
        if (duration.isZero()) {
            return "0s";
        }
        for (Map.Entry<String, ChronoUnit> unit : UNITS.entrySet()) {
            long millis = unit.getValue().getDuration().toMillis();
            if (duration.toMillis() % millis == 0) {
                return duration.toMillis() / millis + unit.getKey();
            }
        }
        return duration.toMillis() + "ms";
    }

    private static Map<String, ChronoUnit> units() {
        Map<String, ChronoUnit> units = new LinkedHashMap<>();
        units.put("d", ChronoUnit.DAYS);
        units.put("h", ChronoUnit.HOURS);
        units.put("m", ChronoUnit.MINUTES);
        units.put("s", ChronoUnit.SECONDS);
        units.put("ms", ChronoUnit.MILLIS);
        return units;
    }
}
