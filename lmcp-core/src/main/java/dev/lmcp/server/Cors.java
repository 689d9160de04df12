package dev.lmcp.server;

import dev.lmcp.spi.Exchange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What is the same in every answer to a browser's preflight (Fetch standard §3.2.2). */
final class Cors {

    private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,128}");
    private static final int MAX_NAMES = 64;

    private Cors() {}

    /**
     * The header fields that the page wants to send, to be allowed by name: those of tool parameters cannot be listed
     * beforehand, and {@code *} does not cover {@code Authorization}. Empty where there are none or they make no sense.
     */
    static Optional<String> requestedHeaders(Exchange exchange) {
        List<String> names = new ArrayList<>();
        for (String line : exchange.headers("Access-Control-Request-Headers")) {
            for (String part : line.split(",", MAX_NAMES + 1)) {
                String name = part.strip();
                if (!NAME.matcher(name).matches() || names.size() == MAX_NAMES) {
                    return Optional.empty();
                }
                names.add(name);
            }
        }
        return names.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", names));
    }
}
