package dev.lmcp.transport.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Parses the {@code Forwarded} field (RFC 7239 §4). Used by one thread. */
final class ForwardedField {

    private final String text;
    private int at;

    private ForwardedField(String text) {
        this.text = text;
    }

    /**
     * Returns the hops, the nearest proxy last.
     *
     * @param lines the lines of the field
     * @throws RefusedRequestException if the field is malformed
     */
    static List<ForwardedHop> hops(List<String> lines) throws RefusedRequestException {
        List<ForwardedHop> hops = new ArrayList<>();
        for (String line : lines) {
            new ForwardedField(line).read(hops);
        }
        return hops;
    }

    private void read(List<ForwardedHop> hops) throws RefusedRequestException {
        boolean isMore = true;
        while (isMore) {
            skipSpaces();
            if (at < text.length() && text.charAt(at) != ',') {
                hops.add(hop());
            }
            isMore = take(',');
        }
        require(at == text.length());
    }

    private ForwardedHop hop() throws RefusedRequestException {
        Map<String, String> pairs = new HashMap<>();
        do {
            skipSpaces();
            String name = token().toLowerCase(Locale.ROOT);
            require(!name.isEmpty() && take('='));
            String value = take('"') ? quoted() : token();
            require(!value.isEmpty() && pairs.put(name, value) == null);
            skipSpaces();
        } while (take(';'));
        return ForwardedHop.of(
                pairs.getOrDefault("for", ""),
                Optional.ofNullable(pairs.get("proto")).map(scheme -> scheme.toLowerCase(Locale.ROOT)),
                Optional.ofNullable(pairs.get("host")));
    }

    /** Reads a token. Some proxies write an IPv6 address or a port without quotes, so these characters are accepted. */
    private String token() {
        int begin = at;
        while (at < text.length() && isTokenOrAddress(text.charAt(at))) {
            at++;
        }
        return text.substring(begin, at);
    }

    private static boolean isTokenOrAddress(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || "!#$%&'*+-.^_`|~:[]".indexOf(c) >= 0;
    }

    private String quoted() throws RefusedRequestException {
        StringBuilder value = new StringBuilder();
        while (at < text.length() && text.charAt(at) != '"') {
            if (text.charAt(at) == '\\') {
                at++;
                require(at < text.length());
            }
            value.append(text.charAt(at));
            at++;
        }
        require(take('"'));
        return value.toString();
    }

    private boolean take(char expected) {
        boolean isThere = at < text.length() && text.charAt(at) == expected;
        at += isThere ? 1 : 0;
        return isThere;
    }

    private void skipSpaces() {
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
    }

    private static void require(boolean isWellFormed) throws RefusedRequestException {
        if (!isWellFormed) {
            throw new RefusedRequestException(400, "the Forwarded field is malformed");
        }
    }
}
