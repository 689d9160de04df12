package dev.lmcp.server;

import dev.lmcp.spi.Exchange;
import java.util.Locale;

/** Content negotiation as far as MCP needs it (RFC 9110 §12.5.1, §8.3). */
final class Negotiation {

    private Negotiation() {}

    /** Whether the client takes this media type; one that says nothing takes anything. */
    static boolean accepts(Exchange exchange, String mediaType) {
        boolean said = false;
        for (String line : exchange.headers("Accept")) {
            for (String range : line.split(",", -1)) {
                String wanted = type(range);
                if (!wanted.isEmpty()) {
                    said = true;
                    if (covers(wanted, mediaType) && !range.replace(" ", "").endsWith(";q=0")) {
                        return true;
                    }
                }
            }
        }
        return !said;
    }

    /** Whether the body is said to be JSON. */
    static boolean isJson(Exchange exchange) {
        return exchange.headers("Content-Type").size() == 1
                && type(exchange.headers("Content-Type").get(0)).equals(HttpAnswers.JSON);
    }

    private static boolean covers(String range, String mediaType) {
        return range.equals(mediaType)
                || range.equals("*/*")
                || (range.endsWith("/*") && mediaType.startsWith(range.substring(0, range.length() - 1)));
    }

    private static String type(String value) {
        int parameters = value.indexOf(';');
        return (parameters < 0 ? value : value.substring(0, parameters)).strip().toLowerCase(Locale.ROOT);
    }
}
