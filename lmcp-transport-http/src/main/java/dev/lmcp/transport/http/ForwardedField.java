package dev.lmcp.transport.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Parses an element of the {@code Forwarded} field (RFC 7239 §4), which is of one proxy. Used by one thread. */
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
     */
    static List<ForwardedHop> hops(List<String> lines) {
        List<ForwardedHop> hops = new ArrayList<>();
        for (String line : lines) {
            int begin = 0;
            while (begin <= line.length()) {
                int end = end(line, begin);
                String element = line.substring(begin, end).strip();
                if (!element.isEmpty()) {
                    hops.add(new ForwardedField(element).element());
                }
                begin = end + 1;
            }
        }
        return hops;
    }

    /** Returns the end of an element: a comma that is not in a quoted value, or the end of the line. */
    private static int end(String line, int begin) {
        boolean isQuoted = false;
        int at = begin;
        while (at < line.length() && (isQuoted || line.charAt(at) != ',')) {
            char c = line.charAt(at);
            if (isQuoted && c == '\\') {
                at++;
            } else if (c == '"') {
                isQuoted = !isQuoted && at > begin && line.charAt(at - 1) == '=';
            }
            at++;
        }
        return Math.min(at, line.length());
    }

    private ForwardedHop element() {
        try {
            ForwardedHop hop = hop();
            return at == text.length() ? hop : ForwardedHop.malformed();
        } catch (MalformedException e) {
            return ForwardedHop.malformed();
        }
    }

    private ForwardedHop hop() throws MalformedException {
        Map<String, String> pairs = new HashMap<>();
        do {
            skipSpaces();
            String name = token().toLowerCase(Locale.ROOT);
            require(!name.isEmpty() && take('='));
            String value = take('"') ? quoted() : token();
            require(!value.isEmpty() && pairs.put(name, value) == null);
            skipSpaces();
        } while (take(';'));
        return new ForwardedHop(
                pairs.getOrDefault("for", ""),
                Optional.ofNullable(pairs.get("proto")).map(scheme -> scheme.toLowerCase(Locale.ROOT)),
                Optional.ofNullable(pairs.get("host")),
                true);
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

    private String quoted() throws MalformedException {
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

    /** Says that an element is malformed. It has no stack trace, because a client may have written many of them. */
    private static final class MalformedException extends Exception {

        private static final long serialVersionUID = 1L;

        MalformedException() {
            super("an element is malformed", null, false, false);
        }
    }

    private static void require(boolean isWellFormed) throws MalformedException {
        if (!isWellFormed) {
            throw new MalformedException();
        }
    }
}
