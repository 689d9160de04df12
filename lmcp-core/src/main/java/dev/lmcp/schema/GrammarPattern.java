package dev.lmcp.schema;

import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A regular expression as llama.cpp reads it: it turns the expression into a grammar and knows only a part of the syntax.
 *
 * @param regex the expression
 */
record GrammarPattern(String regex) {

    /** The grammar repeats a rule that often, and refuses more. */
    static final int MAX_REPETITIONS = 1999;

    private static final Pattern PARTS =
            Pattern.compile("(?s)\\[(?:\\\\.|[^\\]\\\\])*\\]|\\(\\?[:<=!]*|\\\\.[0-9a-fA-F]*|\\{[0-9,]+\\}|.");

    private static final Pattern ESCAPE = Pattern.compile("(?s)\\\\(.[0-9a-fA-F]*)");

    private static final Pattern KNOWN_ESCAPE =
            Pattern.compile("(?si)(?:[\\\\\"\\[\\]tnr-]|x[0-9a-f]{2}|u[0-9a-f]{4}|U[0-9a-f]{8}).*");

    /** Characters that may be escaped outside of a class. */
    private static final String SPECIAL = "^$.()|{}*+?";

    /** Returns what llama.cpp does not read. */
    Optional<String> fault() {
        List<String> parts =
                PARTS.matcher(regex).results().map(MatchResult::group).toList();
        if (!isAnchored(parts)) {
            return Optional.of("a pattern that does not begin with '^' and end with '$'");
        }
        return parts.subList(1, parts.size() - 1).stream()
                .map(GrammarPattern::fault)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static boolean isAnchored(List<String> parts) {
        return parts.size() > 1
                && parts.get(0).equals("^")
                && parts.get(parts.size() - 1).equals("$");
    }

    private static Optional<String> fault(String part) {
        if (part.equals("^") || part.equals("$")) {
            return Optional.of("a pattern with '" + part + "' inside");
        }
        if (part.startsWith("(?") && !part.equals("(?:")) {
            return Optional.of("a pattern with a group that begins with '" + part + "'");
        }
        if (part.startsWith("{") && hasTooLargeNumber(part)) {
            return Optional.of("a pattern with the repetition '" + part + "'");
        }
        boolean isInClass = part.length() > 1 && part.startsWith("[");
        return ESCAPE.matcher(part)
                .results()
                .map(escape -> escape.group(1))
                .filter(escaped -> !KNOWN_ESCAPE.matcher(escaped).matches())
                .filter(escaped -> isInClass || SPECIAL.indexOf(escaped.charAt(0)) < 0)
                .map(escaped -> "a pattern with the escape '\\" + escaped.charAt(0) + "'")
                .findFirst();
    }

    private static boolean hasTooLargeNumber(String repetition) {
        Matcher number = Pattern.compile("[0-9]+").matcher(repetition);
        return number.results()
                .map(MatchResult::group)
                .anyMatch(digits -> digits.length() > 9 || Integer.parseInt(digits) > MAX_REPETITIONS);
    }
}
