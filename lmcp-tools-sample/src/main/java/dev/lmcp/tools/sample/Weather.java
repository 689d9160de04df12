package dev.lmcp.tools.sample;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Invented weather that depends only on the name of the city. */
final class Weather {

    private static final List<String> SKIES = List.of("sun", "clouds", "rain", "wind", "fog");
    private static final Map<String, String> CLIMATES = Map.of(
            "Bergen", "Wet and mild",
            "Berlin", "Warm summers, cold winters",
            "Cairo", "Hot and dry",
            "Lisbon", "Mild and sunny",
            "Reykjavik", "Cool and windy");

    /** Returns one line for each day. */
    String forecast(String city, int days) {
        return IntStream.range(0, days)
                .mapToObj(day -> "day " + (day + 1) + ": " + sky(city, day) + ", " + degrees(city, day) + " °C")
                .collect(Collectors.joining("\n", city + "\n", ""));
    }

    private static String sky(String city, int day) {
        return SKIES.get(Math.floorMod(city.hashCode() + day * 7, SKIES.size()));
    }

    private static int degrees(String city, int day) {
        return 5 + Math.floorMod(city.hashCode() * 31 + day * 3, 25);
    }

    List<String> cities() {
        return CLIMATES.keySet().stream().sorted(Comparator.naturalOrder()).toList();
    }

    Optional<String> climate(String city) {
        return Optional.ofNullable(CLIMATES.get(city));
    }
}
