package dev.lmcp.server;

import java.util.Locale;

/** Finds {@code access_token} in a query, where no MCP revision allows it and logs would keep it. */
final class QueryToken {

    private static final String NAME = "access_token";

    private QueryToken() {}

    static boolean isIn(String query) {
        int start = 0;
        while (start <= query.length()) {
            int end = start;
            while (end < query.length() && query.charAt(end) != '&' && query.charAt(end) != ';') {
                end++;
            }
            String parameter = query.substring(start, end);
            int equals = parameter.indexOf('=');
            if (decoded(equals < 0 ? parameter : parameter.substring(0, equals)).equals(NAME)) {
                return true;
            }
            start = end + 1;
        }
        return false;
    }

    /** Decodes what is well encoded and leaves the rest, where the JDK's decoder would throw. */
    private static String decoded(String name) {
        StringBuilder text = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            int code =
                    name.charAt(i) == '%' && i + 2 < name.length() ? hex(name.charAt(i + 1), name.charAt(i + 2)) : -1;
            text.append(code < 0 ? name.charAt(i) : (char) code);
            i += code < 0 ? 0 : 2;
        }
        return text.toString().toLowerCase(Locale.ROOT);
    }

    private static int hex(char high, char low) {
        int first = Character.digit(high, 16);
        int second = Character.digit(low, 16);
        return first < 0 || second < 0 ? -1 : first << 4 | second;
    }
}
