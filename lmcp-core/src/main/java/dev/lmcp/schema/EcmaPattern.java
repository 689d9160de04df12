package dev.lmcp.schema;

import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Regular expressions of JSON Schema, which are those of ECMA-262 (JSON Schema 2020-12 core §6.4), run by Java's engine.
 *
 * <p>Clients give a pattern to engines of their own, and some of these refuse a whole request over one construct that
 * they do not have. So only constructs are accepted that Java, ECMA-262 and engines without backtracking share.
 */
public final class EcmaPattern {

    /** A construct that is not accepted, and its name for a message. */
    private record Refused(Pattern construct, String name) {}

    private static final List<Refused> REFUSED = List.of(
            new Refused(Pattern.compile("\\(\\?<?[=!]"), "look-around"),
            new Refused(Pattern.compile("\\(\\?>"), "an atomic group"),
            new Refused(Pattern.compile("\\(\\?<[A-Za-z]"), "a named group"),
            new Refused(Pattern.compile("\\(\\?[^:<=!>]"), "an inline flag"),
            new Refused(Pattern.compile("[*+?}]\\+"), "a possessive quantifier"),
            new Refused(Pattern.compile("\\\\[1-9k]"), "a back-reference"),
            new Refused(Pattern.compile("\\\\[AZzGQEhHRXNae]"), "an escape that only Java has"),
            new Refused(Pattern.compile("\\\\[pP]"), "a Unicode property"),
            new Refused(Pattern.compile("&&"), "an intersection of character classes"));

    private EcmaPattern() {}

    /**
     * Compiles a pattern. {@code $} is the end of the text, as in ECMA-262; Java alone would let a line end follow.
     *
     * @throws IllegalArgumentException if it is no regular expression, or has a construct that clients may not have; the
     *     message says which
     */
    public static Pattern compile(String regex) {
        for (Refused refused : REFUSED) {
            if (refused.construct()
                    .matcher(withoutEscapedCharacters(regex, refused))
                    .find()) {
                throw new IllegalArgumentException(
                        "has " + refused.name()
                                + "; expected a regular expression of ECMA-262 without it, as clients of other languages read it");
            }
        }
        try {
            return Pattern.compile(withEndOfText(regex));
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("is no regular expression (" + e.getDescription() + ")", e);
        }
    }

    /** The pattern with escaped characters blanked out, if the construct is not an escape itself. */
    private static String withoutEscapedCharacters(String regex, Refused refused) {
        return refused.construct().pattern().startsWith("\\\\")
                ? regex.replace("\\\\", "  ")
                : regex.replaceAll("\\\\.", "  ");
    }

    private static String withEndOfText(String regex) {
        StringBuilder java = new StringBuilder();
        boolean inClass = false;
        for (int i = 0; i < regex.length(); i++) {
            char c = regex.charAt(i);
            if (c == '\\' && i + 1 < regex.length()) {
                java.append(c).append(regex.charAt(++i));
                continue;
            }
            if (c == '[') {
                // ECMA-262 takes this for a character inside of a class, where Java begins another class
                java.append(inClass ? "\\[" : "[");
                inClass = true;
                continue;
            }
            inClass = inClass && c != ']';
            java.append(c == '$' && !inClass ? "\\z" : String.valueOf(c));
        }
        return java.toString();
    }
}
