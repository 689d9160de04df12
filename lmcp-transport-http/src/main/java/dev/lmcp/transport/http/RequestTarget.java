package dev.lmcp.transport.http;

import dev.lmcp.text.PercentEncoding;
import dev.lmcp.text.PercentEncoding.Malformed;
import java.util.Locale;
import java.util.Optional;

/**
 * What a request asks for (RFC 9112 §3.2).
 *
 * @param path the decoded path, beginning with {@code /}; {@code *} for a request about the whole server
 * @param query the query as it was sent
 * @param scheme {@code http} or {@code https}
 * @param host the host and its port, as they were sent; empty if none was sent
 * @param rawPath the path as it was sent
 */
record RequestTarget(String path, Optional<String> query, String scheme, String host, String rawPath) {

    private static final int BAD_REQUEST = 400;

    private static final int MAX_NAME = 255;
    private static final int MAX_LITERAL = 47;
    private static final int MAX_PORT = 5;

    /**
     * Reads the target of a request line.
     *
     * @param host the {@code Host} field; empty if there is none
     * @throws RefusedRequestException if the target is malformed, or if it names another host than the field
     */
    static RequestTarget of(String target, String method, String host, String scheme) throws RefusedRequestException {
        // An empty Host is for targets without an authority, which http and https URLs always have.
        if (!host.isEmpty() && !isHost(host)) {
            throw new RefusedRequestException(BAD_REQUEST, "Host is not a host");
        }
        if (method.equals("CONNECT")) {
            throw new RefusedRequestException(BAD_REQUEST, "this server is not a proxy");
        }
        if (target.equals("*") && method.equals("OPTIONS")) {
            return new RequestTarget("*", Optional.empty(), scheme, host, "");
        }
        String local = target.startsWith("/") ? target : withoutAuthority(target, host);
        int mark = local.indexOf('?');
        String raw = mark < 0 ? local : local.substring(0, mark);
        Optional<String> query = mark < 0 ? Optional.empty() : Optional.of(local.substring(mark + 1));
        return new RequestTarget(decoded(raw), query, scheme, host, raw);
    }

    /** Returns whether text is a host, with or without a port. */
    static boolean isHost(String text) {
        boolean isLiteral = text.startsWith("[");
        int colon = isLiteral ? text.indexOf(']') + 1 : text.indexOf(':');
        int end = colon < 0 ? text.length() : colon;
        return (isLiteral ? isLiteral(text, end) : isName(text, end)) && isPort(text, end);
    }

    /** Returns whether an IPv6 address in brackets ends there. */
    private static boolean isLiteral(String text, int end) {
        boolean isGood = end >= 4 && end <= MAX_LITERAL;
        for (int i = 1; isGood && i < end - 1; i++) {
            char c = text.charAt(i);
            isGood = isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F') || c == ':' || c == '.';
        }
        return isGood;
    }

    private static boolean isName(String text, int end) {
        boolean isGood = end >= 1 && end <= MAX_NAME;
        for (int i = 0; isGood && i < end; i++) {
            char c = text.charAt(i);
            isGood = isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || "_.~-".indexOf(c) >= 0;
        }
        return isGood;
    }

    /** Returns whether the rest of the text is a port with its colon, or nothing. */
    private static boolean isPort(String text, int begin) {
        boolean isGood = begin == text.length() || (text.charAt(begin) == ':' && text.length() - begin <= MAX_PORT + 1);
        for (int i = begin + 1; isGood && i < text.length(); i++) {
            isGood = isDigit(text.charAt(i));
        }
        return isGood;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** Returns the URL without the query. */
    String url() {
        return scheme + "://" + host + rawPath;
    }

    /** Returns this target at another scheme and host. */
    RequestTarget at(String otherScheme, String otherHost) {
        return new RequestTarget(path, query, otherScheme, otherHost, rawPath);
    }

    /** Returns the path and query of a target in absolute form. Its host must be that of the {@code Host} field. */
    private static String withoutAuthority(String target, String host) throws RefusedRequestException {
        String lower = target.toLowerCase(Locale.ROOT);
        int begin = lower.startsWith("http://") ? 7 : lower.startsWith("https://") ? 8 : -1;
        if (begin < 0) {
            throw new RefusedRequestException(BAD_REQUEST, "the request target has no path");
        }
        int end = begin;
        while (end < target.length() && target.charAt(end) != '/' && target.charAt(end) != '?') {
            end++;
        }
        if (!target.substring(begin, end).equalsIgnoreCase(host)) {
            throw new RefusedRequestException(BAD_REQUEST, "the request target and Host name two hosts");
        }
        String rest = target.substring(end);
        return rest.startsWith("/") ? rest : "/" + rest;
    }

    /** Refuses a path that two readers may split differently: none of these occurs in a path that lmcp serves. */
    private static String decoded(String raw) throws RefusedRequestException {
        boolean isPlain = true;
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c <= ' ' || c >= 127 || c == '\\' || c == '#') {
                throw new RefusedRequestException(BAD_REQUEST, "the path has a character that must be encoded");
            }
            isPlain &= c != '%' && c != '.';
        }
        if (isPlain) {
            return raw;
        }
        String path = PercentEncoding.decode(raw, Malformed.REJECT)
                .orElseThrow(() -> new RefusedRequestException(BAD_REQUEST, "the path has a malformed escape"));
        boolean isSplit = slashes(path) != slashes(raw)
                || path.indexOf('\\') >= 0
                || path.chars().anyMatch(RequestTarget::isLineOrControl);
        boolean isClimbing = (path + "/").contains("/../") || (path + "/").contains("/./");
        if (isSplit || isClimbing) {
            throw new RefusedRequestException(BAD_REQUEST, "the path has a segment that is not a plain name");
        }
        return path;
    }

    /** Returns whether a character could end or change a line of a log. */
    private static boolean isLineOrControl(int c) {
        return Character.isISOControl(c) || c == '\u2028' || c == '\u2029';
    }

    private static long slashes(String text) {
        return text.chars().filter(c -> c == '/').count();
    }
}
