package dev.lmcp.server.auth;

import dev.lmcp.spi.Authorization;
import java.util.List;
import java.util.Optional;

/**
 * Parses the value of an {@code Authorization} field (RFC 9110 §11.4). The tokens of {@code Bearer} and {@code DPoP}
 * follow the stricter grammar of RFC 6750 §2.1.
 */
final class AuthorizationField {

    /**
     * The characters of {@code b64token} (RFC 6750 §2.1) without the final {@code =}. A table makes long tokens cheap.
     */
    private static final boolean[] IN_TOKEN = new boolean[128];

    static {
        for (char c = 0; c < IN_TOKEN.length; c++) {
            IN_TOKEN[c] = isLetterOrDigit(c) || "-._~+/".indexOf(c) >= 0;
        }
    }

    private AuthorizationField() {}

    /** The content of the field. */
    sealed interface Reading {

        /** There is no field, or the field has no scheme. */
        record Absent() implements Reading {}

        /** A scheme and its credentials. */
        record Present(Authorization authorization) implements Reading {}

        /**
         * A malformed token.
         *
         * @param scheme {@code Bearer} or {@code DPoP}, as in the request
         * @param description the fault, for the caller
         */
        record Faulty(String scheme, String description) implements Reading {}
    }

    /** Parses the lines of the field. There is at most one. */
    static Reading read(List<String> lines, int maxTokenBytes) {
        String value = lines.isEmpty() ? "" : trimmed(lines.get(0));
        int end = 0;
        while (end < value.length() && isTokenCharacter(value.charAt(end))) {
            end++;
        }
        if (end == 0) {
            return new Reading.Absent();
        }
        String scheme = value.substring(0, end);
        if (!scheme.equalsIgnoreCase("Bearer") && !scheme.equalsIgnoreCase("DPoP")) {
            return new Reading.Present(new Authorization(scheme, trimmed(value.substring(end))));
        }
        if (end == value.length()) {
            return new Reading.Faulty(scheme, "The access token is missing");
        }
        int begin = end;
        while (begin < value.length() && value.charAt(begin) == ' ') {
            begin++;
        }
        String token = value.substring(begin);
        Optional<String> fault = fault(token, begin > end, maxTokenBytes);
        return fault.isPresent()
                ? new Reading.Faulty(scheme, fault.get())
                : new Reading.Present(new Authorization(scheme, token));
    }

    private static Optional<String> fault(String token, boolean separated, int maxTokenBytes) {
        // A char of a field value is one byte of the request.
        if (token.length() > maxTokenBytes) {
            return Optional.of("The access token is too long");
        }
        return separated && isToken(token) ? Optional.empty() : Optional.of("The access token is malformed");
    }

    // RFC 6750 §2.1: b64token = 1*( ALPHA / DIGIT / "-" / "." / "_" / "~" / "+" / "/" ) *"="
    private static boolean isToken(String text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == '=') {
            end--;
        }
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            if (c >= IN_TOKEN.length || !IN_TOKEN[c]) {
                return false;
            }
        }
        return end > 0;
    }

    /** Removes the optional white space of RFC 9110 §5.6.3. Java's methods remove more characters. */
    private static String trimmed(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isSpace(text.charAt(start))) {
            start++;
        }
        while (end > start && isSpace(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t';
    }

    private static boolean isTokenCharacter(char c) {
        return isLetterOrDigit(c) || "!#$%&'*+-.^_`|~".indexOf(c) >= 0;
    }

    private static boolean isLetterOrDigit(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }
}
