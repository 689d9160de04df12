package dev.lmcp.auth.oauth;

import dev.lmcp.text.SafeText;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The rule for the {@code typ} of the header (RFC 9068 §2.1, RFC 8725 §3.11). */
enum TypeRule {
    /** {@code at+jwt}, {@code JWT} or none. Each other {@code typ} is for another kind of token. */
    LAX,
    /** Only {@code at+jwt}. */
    STRICT;

    private static final Set<String> ACCESS_TOKEN = Set.of("at+jwt", "application/at+jwt");

    void check(Optional<String> type) {
        // RFC 7515 §4.1.9: media types are not case-sensitive.
        Optional<String> name = type.map(text -> text.toLowerCase(Locale.ROOT));
        boolean isAccessToken = name.filter(ACCESS_TOKEN::contains).isPresent();
        boolean isPlainJwt = this == LAX && name.map("jwt"::equals).orElse(true);
        if (!isAccessToken && !isPlainJwt) {
            throw new InvalidTokenException(
                    RefusalReason.TYPE_NOT_ACCEPTED,
                    () -> "the header's 'typ' is "
                            + type.map(SafeText::quoted).orElse("absent")
                            + ", expected "
                            + (this == STRICT
                                    ? "'at+jwt', because 'typ' is set to 'strict'"
                                    : "'at+jwt', 'JWT' or none"));
        }
    }
}
