package dev.lmcp.server.auth;

import dev.lmcp.text.NormalUri;
import dev.lmcp.text.PercentEncoding;
import dev.lmcp.text.PercentEncoding.Malformed;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Normalizes URIs: decodes percent-escapes, and removes {@code .} and {@code ..} segments (RFC 3986 §6.2.2).
 *
 * <p>A rule for {@code app://secret/*} must also hold for {@code app://public/%2e%2e/secret/x}, as the handler of a
 * template may normalize the URI.
 */
final class PlainUri {

    private PlainUri() {}

    /** Returns the URI in its normal form, its RFC 3986 form, and its form as a file path, which has no empty segments. */
    static Set<String> readings(String uri) {
        String decoded =
                PercentEncoding.decode(NormalUri.of(uri), Malformed.KEEP).orElse(uri);
        Set<String> readings = new LinkedHashSet<>();
        readings.add(NormalUri.of(uri));
        readings.add(of(decoded, false));
        readings.add(of(decoded.replace('\\', '/'), true));
        return readings;
    }

    private static String of(String decoded, boolean asFile) {
        int colon = decoded.indexOf(':');
        String scheme = colon < 0 ? "" : decoded.substring(0, colon).toLowerCase(Locale.ROOT);
        return scheme + withoutDots(decoded.substring(Math.max(colon, 0)), asFile);
    }

    private static String withoutDots(String rest, boolean asFile) {
        String root = rest.startsWith("://") ? "://" : "";
        List<String> kept = new ArrayList<>();
        String[] segments = rest.substring(root.length()).split("/", -1);
        for (int at = 0; at < segments.length; at++) {
            String segment = segments[at];
            if (asFile && segment.isEmpty() && at > 0 && at < segments.length - 1) {
                continue;
            }
            if (segment.equals("..")) {
                boolean atRoot = kept.isEmpty() || kept.equals(List.of(""));
                if (!atRoot) {
                    kept.remove(kept.size() - 1);
                }
            } else if (!segment.equals(".")) {
                kept.add(segment);
            }
        }
        return root + String.join("/", kept);
    }
}
