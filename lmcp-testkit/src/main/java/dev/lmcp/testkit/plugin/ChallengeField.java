package dev.lmcp.testkit.plugin;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The challenges in a {@code WWW-Authenticate} field, read strictly by the grammar of RFC 9110 §11.6.1.
 *
 * @param schemes the schemes, in their order
 */
record ChallengeField(List<String> schemes) {

    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
    private static final String QUOTED = "\"(?:[\\t \\x21\\x23-\\x5B\\x5D-\\x7E]|\\\\[\\t \\x21-\\x7E])*\"";
    private static final String PARAMETER = TOKEN + "[ \\t]*=[ \\t]*(?:" + TOKEN + "|" + QUOTED + ")";
    private static final String SEPARATOR = "[ \\t]*,[ \\t]*";
    private static final String NEXT_IS_NO_PARAMETER = "(?=" + TOKEN + "(?: +[^ =]|$|[ \\t]*,))";
    private static final Pattern CHALLENGE = Pattern.compile("(" + TOKEN + ")(?: +(?:" + PARAMETER + "(?:" + SEPARATOR
            + PARAMETER + ")*|[0-9A-Za-z._~+/-]+=*))?(?:" + SEPARATOR + NEXT_IS_NO_PARAMETER + "|$)");

    ChallengeField {
        schemes = List.copyOf(schemes);
    }

    /** Returns the challenges; empty if the field does not follow the grammar. */
    static Optional<ChallengeField> read(String field) {
        List<String> schemes = new ArrayList<>();
        Matcher matcher = CHALLENGE.matcher(field);
        int position = 0;
        while (position < field.length() && matcher.find(position) && matcher.start() == position) {
            schemes.add(matcher.group(1));
            position = matcher.end();
        }
        return position < field.length() || schemes.isEmpty()
                ? Optional.empty()
                : Optional.of(new ChallengeField(schemes));
    }
}
