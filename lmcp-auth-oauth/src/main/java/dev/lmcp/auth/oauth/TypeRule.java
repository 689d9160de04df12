package dev.lmcp.auth.oauth;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Which {@code typ} a token may have (RFC 9068 §2.1, RFC 8725 §3.11). */
enum TypeRule {
    /** An access token by name, a JWT, or nothing said; every other type names some other kind of token. */
    LAX,
    /** An access token by name. */
    STRICT;

    private static final Set<String> ACCESS_TOKEN = Set.of("at+jwt", "application/at+jwt");

    void check(Optional<String> type) {
        // RFC 7515 §4.1.9: media types compare without regard to case.
        Optional<String> name = type.map(text -> text.toLowerCase(Locale.ROOT));
        boolean accessToken = name.filter(ACCESS_TOKEN::contains).isPresent();
        boolean plain = this == LAX && name.map("jwt"::equals).orElse(true);
        if (!accessToken && !plain) {
            throw new InvalidTokenException(RefusalReason.TYPE_NOT_ACCEPTED);
        }
    }
}
