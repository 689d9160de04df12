package dev.lmcp.server.base;

import dev.lmcp.spi.Exchange;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Content negotiation as far as MCP needs it (RFC 9110 §12.5.1, §8.3). */
public final class Negotiation {

    private static final Pattern NOT_AT_ALL = Pattern.compile(";\\s*[qQ]=0(\\.0*)?\\s*(;|$)");

    /** What the specification has clients send; to know it again is cheaper than to read it. */
    private static final List<String> USUAL = List.of("application/json, text/event-stream");

    private Negotiation() {}

    /** Whether the client takes this media type; one that says nothing takes anything. */
    public static boolean accepts(Exchange exchange, String mediaType) {
        List<String> lines = exchange.headers("Accept");
        if (lines.equals(USUAL) && (mediaType.equals(HttpAnswers.JSON) || mediaType.equals(Sse.TYPE))) {
            return true;
        }
        boolean said = false;
        boolean taken = false;
        int closest = -1;
        for (String line : lines) {
            for (String range : line.split(",", -1)) {
                String wanted = type(range);
                said |= !wanted.isEmpty();
                int closeness = closeness(wanted, mediaType);
                if (closeness > closest) {
                    closest = closeness;
                    taken = !NOT_AT_ALL.matcher(range).find();
                }
            }
        }
        return taken || !said;
    }

    /** Whether the client names HTML, as browsers do, and does not name the stream of events. */
    public static boolean prefersHtml(Exchange exchange) {
        return names(exchange, "text/html") && !names(exchange, Sse.TYPE);
    }

    private static boolean names(Exchange exchange, String mediaType) {
        return exchange.headers("Accept").stream()
                .flatMap(line -> Arrays.stream(line.split(",", -1)))
                .anyMatch(range -> type(range).equals(mediaType)
                        && !NOT_AT_ALL.matcher(range).find());
    }

    /** Whether the body is said to be JSON. */
    public static boolean isJson(Exchange exchange) {
        List<String> lines = exchange.headers("Content-Type");
        return lines.size() == 1
                && (lines.get(0).equals(HttpAnswers.JSON) || type(lines.get(0)).equals(HttpAnswers.JSON));
    }

    /** How closely a range names the type, as the closest one decides; −1 where it does not cover it. */
    private static int closeness(String range, String mediaType) {
        if (range.equals(mediaType)) {
            return 2;
        } else if (range.equals("*/*")) {
            return 0;
        }
        return range.endsWith("/*") && mediaType.startsWith(range.substring(0, range.length() - 1)) ? 1 : -1;
    }

    private static String type(String value) {
        int parameters = value.indexOf(';');
        return (parameters < 0 ? value : value.substring(0, parameters)).strip().toLowerCase(Locale.ROOT);
    }
}
