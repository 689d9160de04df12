package dev.lmcp.server.auth;

import dev.lmcp.text.PercentEncoding;
import dev.lmcp.text.PercentEncoding.Malformed;
import java.util.Locale;

/** Finds {@code access_token} in a query. No MCP revision allows it there, and access logs would store it. */
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
            if (isToken(equals < 0 ? parameter : parameter.substring(0, equals))) {
                return true;
            }
            start = end + 1;
        }
        return false;
    }

    /**
     * Compares a parameter name. Malformed escapes stay as they are, as another reader of the query may ignore them.
     */
    private static boolean isToken(String encodedName) {
        return PercentEncoding.decode(encodedName, Malformed.KEEP)
                .filter(name -> name.toLowerCase(Locale.ROOT).equals(NAME))
                .isPresent();
    }
}
