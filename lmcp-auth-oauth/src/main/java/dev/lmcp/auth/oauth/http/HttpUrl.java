package dev.lmcp.auth.oauth.http;

import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Optional;

/** The spelling of http and https URLs, as the URL parsers of clients give it (URL Standard; RFC 3986 §6.2). */
public final class HttpUrl {

    private HttpUrl() {}

    /** The scheme, the host and the port: without upper-case letters, and without the usual port. */
    public static String origin(URI url) {
        String scheme = Optional.ofNullable(url.getScheme()).orElse("").toLowerCase(Locale.ROOT);
        String host = Optional.ofNullable(url.getHost()).orElse("").toLowerCase(Locale.ROOT);
        int usual = scheme.equals("https") ? 443 : 80;
        String port = url.getPort() < 0 || url.getPort() == usual ? "" : ":" + url.getPort();
        return scheme + "://" + host + port;
    }

    /** The whole URL without dot segments, and with all characters in ASCII; an empty path stays empty. */
    public static String canonical(URI url) {
        URI ascii = URI.create(url.toASCIIString());
        String path = Optional.ofNullable(ascii.getRawPath()).orElse("");
        String query =
                Optional.ofNullable(ascii.getRawQuery()).map(text -> "?" + text).orElse("");
        return origin(ascii) + withoutDotSegments(path) + query;
    }

    private static String withoutDotSegments(String path) {
        if (path.isEmpty()) {
            return path;
        }
        Deque<String> kept = new ArrayDeque<>();
        String[] segments = path.substring(1).split("/", -1);
        for (int at = 0; at < segments.length; at++) {
            String dots = segments[at].toLowerCase(Locale.ROOT).replace("%2e", ".");
            boolean isLast = at == segments.length - 1;
            if (dots.equals("..")) {
                kept.pollLast();
            }
            if (!dots.equals(".") && !dots.equals("..")) {
                kept.addLast(segments[at]);
            } else if (isLast) {
                kept.addLast("");
            }
        }
        return "/" + String.join("/", kept);
    }
}
