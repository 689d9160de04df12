package dev.lmcp.server;

import dev.lmcp.spi.Exchange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The part of a CORS preflight response that is the same for every path (Fetch standard §3.2.2). */
final class Cors {

    private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,128}");
    private static final int MAX_NAMES = 64;

    private Cors() {}

    /**
     * Returns the header fields that the page wants to send, to be allowed by name.
     *
     * <p>A fixed list is impossible, because tool parameters can have header fields of their own; {@code *} does not cover
     * {@code Authorization}. Empty if the request names no fields, too many, or a malformed one.
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
