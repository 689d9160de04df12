package dev.lmcp.server.auth;

import dev.lmcp.spi.Challenge;
import dev.lmcp.text.SafeText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The challenges of a chain, one of each scheme: where several plugins share a scheme, the last one's, since that one
 * knows where tokens are to be had.
 *
 * <p>Immutable.
 */
final class Challenges {

    static final String ERROR = "error";
    static final String DESCRIPTION = "error_description";
    static final String SCOPE = "scope";

    private static final List<String> LEADING = List.of(ERROR, DESCRIPTION, SCOPE);

    private final Map<String, Challenge> byScheme;

    private Challenges(Map<String, Challenge> byScheme) {
        this.byScheme = byScheme;
    }

    static Challenges of(List<Challenge> inOrder) {
        Map<String, Challenge> byScheme = new LinkedHashMap<>();
        for (Challenge challenge : inOrder) {
            byScheme.merge(key(challenge.scheme()), challenge, Challenges::over);
        }
        return new Challenges(byScheme);
    }

    Optional<Challenge> ofScheme(String scheme) {
        return Optional.ofNullable(byScheme.get(key(scheme)));
    }

    List<Challenge> all() {
        return List.copyOf(byScheme.values());
    }

    /** The later challenge, with what an earlier one of its scheme says about this request. */
    static Challenge over(Challenge earlier, Challenge later) {
        Map<String, String> all = new LinkedHashMap<>();
        if (later.parameter(ERROR).isEmpty()) {
            LEADING.forEach(name -> earlier.parameter(name).ifPresent(value -> all.put(name, value)));
        }
        later.parameters().forEach(all::putIfAbsent);
        earlier.parameters().forEach((name, value) -> {
            if (!LEADING.contains(name)) {
                all.putIfAbsent(name, value);
            }
        });
        return new Challenge(later.scheme(), all);
    }

    /** A challenge with an error, unless it has one; only the schemes of RFC 6750 and RFC 9449 know errors. */
    static Challenge withError(Challenge challenge, String error, String description) {
        boolean hasErrors = isBearerLike(challenge.scheme());
        if (!hasErrors || challenge.parameter(ERROR).isPresent()) {
            return challenge;
        }
        return challenge.with(ERROR, error).with(DESCRIPTION, description);
    }

    static boolean isBearerLike(String scheme) {
        return scheme.equalsIgnoreCase("Bearer") || scheme.equalsIgnoreCase("DPoP");
    }

    /** One field value; in each challenge the parameters about this request come first. */
    static String render(List<Challenge> challenges) {
        return challenges.stream()
                .map(Challenges::ordered)
                .map(Challenge::toString)
                .collect(Collectors.joining(", "));
    }

    private static Challenge ordered(Challenge challenge) {
        Map<String, String> all = new LinkedHashMap<>();
        LEADING.forEach(name -> challenge.parameter(name).ifPresent(value -> all.put(name, withoutQuotes(value))));
        challenge.parameters().forEach(all::putIfAbsent);
        return new Challenge(challenge.scheme(), all);
    }

    // RFC 6750 §3: these three exclude the quotation mark and the backslash, escaped or not.
    private static String withoutQuotes(String value) {
        return SafeText.ascii(value).replace('"', ' ').replace('\\', ' ');
    }

    private static String key(String scheme) {
        return scheme.toLowerCase(Locale.ROOT);
    }
}
