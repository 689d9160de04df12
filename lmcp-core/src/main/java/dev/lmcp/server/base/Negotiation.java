package dev.lmcp.server.base;

import dev.lmcp.spi.Exchange;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Content negotiation as far as MCP needs it (RFC 9110 §12.5.1, §8.3). */
public final class Negotiation {

    private static final Pattern ZERO_QUALITY = Pattern.compile(";\\s*[qQ]=0(\\.0*)?\\s*(;|$)");

    /** The value that the specification tells clients to send. A comparison is cheaper than parsing. */
    private static final List<String> SPECIFIED_ACCEPT = List.of("application/json, text/event-stream");

    private Negotiation() {}

    /**
     * Returns whether the client accepts this media type. A client without an {@code Accept} field accepts all types.
     */
    public static boolean accepts(Exchange exchange, String mediaType) {
        List<String> lines = exchange.headers("Accept");
        if (lines.equals(SPECIFIED_ACCEPT) && (mediaType.equals(HttpResponses.JSON) || mediaType.equals(Sse.TYPE))) {
            return true;
        }
        boolean isSpecified = false;
        boolean isAccepted = false;
        int highest = -1;
        for (String line : lines) {
            for (String range : line.split(",", -1)) {
                String rangeType = type(range);
                isSpecified |= !rangeType.isEmpty();
                int specificity = specificity(rangeType, mediaType);
                if (specificity > highest) {
                    highest = specificity;
                    isAccepted = !ZERO_QUALITY.matcher(range).find();
                }
            }
        }
        return isAccepted || !isSpecified;
    }

    /** Returns whether the client accepts HTML by name, as browsers do, and does not name event streams. */
    public static boolean prefersHtml(Exchange exchange) {
        return names(exchange, "text/html") && !names(exchange, Sse.TYPE);
    }

    private static boolean names(Exchange exchange, String mediaType) {
        return exchange.headers("Accept").stream()
                .flatMap(line -> Arrays.stream(line.split(",", -1)))
                .anyMatch(range -> type(range).equals(mediaType)
                        && !ZERO_QUALITY.matcher(range).find());
    }

    /** Returns whether the {@code Content-Type} field declares a JSON body. */
    public static boolean isJson(Exchange exchange) {
        List<String> lines = exchange.headers("Content-Type");
        return lines.size() == 1
                && (lines.get(0).equals(HttpResponses.JSON)
                        || type(lines.get(0)).equals(HttpResponses.JSON));
    }

    /** Returns whether the body has no content coding (RFC 9110 §8.4); the server decodes none. */
    public static boolean isUncoded(Exchange exchange) {
        for (String line : exchange.headers("Content-Encoding")) {
            for (String coding : line.split(",", -1)) {
                String name = coding.strip();
                if (!name.isEmpty() && !name.equalsIgnoreCase("identity")) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Returns how specific a range is for the type (RFC 9110 §12.5.1); −1 if the range does not match the type. */
    private static int specificity(String range, String mediaType) {
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
