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
 * The challenges of a chain, one for each scheme. If several plugins share a scheme, the last challenge counts, as the
 * last plugin knows where clients get tokens.
 *
 * <p>Immutable.
 */
final class Challenges {

    static final String ERROR = "error";
    static final String DESCRIPTION = "error_description";
    static final String SCOPE = "scope";

    private static final List<String> REQUEST_PARAMETERS = List.of(ERROR, DESCRIPTION, SCOPE);

    private final Map<String, Challenge> byScheme;

    private Challenges(Map<String, Challenge> byScheme) {
        this.byScheme = byScheme;
    }

    static Challenges of(List<Challenge> inOrder) {
        Map<String, Challenge> byScheme = new LinkedHashMap<>();
        for (Challenge challenge : inOrder) {
            byScheme.merge(key(challenge.scheme()), challenge, Challenges::merge);
        }
        return new Challenges(byScheme);
    }

    Optional<Challenge> ofScheme(String scheme) {
        return Optional.ofNullable(byScheme.get(key(scheme)));
    }

    List<Challenge> all() {
        return List.copyOf(byScheme.values());
    }

    /**
     * Merges two challenges of one scheme. The parameters of the later one count. If it has no error, the parameters
     * about this request come from the earlier one.
     */
    static Challenge merge(Challenge earlier, Challenge later) {
        Map<String, String> all = new LinkedHashMap<>();
        if (later.parameter(ERROR).isEmpty()) {
            REQUEST_PARAMETERS.forEach(name -> earlier.parameter(name).ifPresent(value -> all.put(name, value)));
        }
        later.parameters().forEach(all::putIfAbsent);
        earlier.parameters().forEach((name, value) -> {
            if (!REQUEST_PARAMETERS.contains(name)) {
                all.putIfAbsent(name, value);
            }
        });
        return new Challenge(later.scheme(), all);
    }

    /** Adds an error if the challenge has none, and if its scheme has errors (RFC 6750, RFC 9449). */
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

    /** Writes the challenges as one field value. The parameters about this request come first in each challenge. */
    static String render(List<Challenge> challenges) {
        return challenges.stream()
                .map(Challenges::ordered)
                .map(Challenge::toString)
                .collect(Collectors.joining(", "));
    }

    private static Challenge ordered(Challenge challenge) {
        Map<String, String> all = new LinkedHashMap<>();
        REQUEST_PARAMETERS.forEach(
                name -> challenge.parameter(name).ifPresent(value -> all.put(name, withoutQuotes(value))));
        challenge.parameters().forEach(all::putIfAbsent);
        return new Challenge(challenge.scheme(), all);
    }

    // RFC 6750 §3: the quotation mark and the backslash are not allowed in these parameters, even escaped.
    private static String withoutQuotes(String value) {
        return SafeText.ascii(value).replace('"', ' ').replace('\\', ' ');
    }

    private static String key(String scheme) {
        return scheme.toLowerCase(Locale.ROOT);
    }
}
