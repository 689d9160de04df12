package dev.lmcp.tools.files;

/**
 * A pattern for file names: {@code *} matches any characters and {@code ?} matches one.
 *
 * <p>The number of steps is at most the length of the pattern times the length of the name. A regular expression could take
 * much longer.
 */
record NamePattern(String pattern) {

    boolean matches(String name) {
        int at = 0;
        int in = 0;
        int star = -1;
        int retry = 0;
        while (at < name.length()) {
            if (in < pattern.length() && pattern.charAt(in) == '*') {
                star = in++;
                retry = at;
            } else if (in < pattern.length() && (pattern.charAt(in) == '?' || pattern.charAt(in) == name.charAt(at))) {
                in++;
                at++;
            } else if (star >= 0) {
                in = star + 1;
                at = ++retry;
            } else {
                return false;
            }
        }
        while (in < pattern.length() && pattern.charAt(in) == '*') {
            in++;
        }
        return in == pattern.length();
    }
}
