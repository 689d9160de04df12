package dev.lmcp.transport.http;

import dev.lmcp.text.PercentEncoding;
import dev.lmcp.text.PercentEncoding.Malformed;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

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

    private static final Pattern HOST =
            Pattern.compile("(?:[A-Za-z0-9_.~-]{1,255}|\\[[0-9A-Fa-f:.]{2,45}])(?::[0-9]{0,5})?");

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
        return HOST.matcher(text).matches();
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
