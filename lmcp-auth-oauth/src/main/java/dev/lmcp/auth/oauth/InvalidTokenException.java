package dev.lmcp.auth.oauth;

import dev.lmcp.auth.oauth.jose.JwsHeader;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Thrown if a token is refused. It carries the reason to the authenticator.
 *
 * <p>It has no message, no cause and no stack trace. A refusal must not cost more than an acceptance, so the explanation
 * is a text that is made only if it is logged. Of the token, the log gets only the {@code kid} and what an explanation
 * names, as safe text. The caller gets nothing of it.
 */
final class InvalidTokenException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final RefusalReason reason;
    private final String issuer;
    private final String algorithm;
    private final String keyId;
    private final transient Optional<Supplier<String>> explanation;

    InvalidTokenException(RefusalReason reason) {
        this(reason, "", "", "", Optional.empty());
    }

    /**
     * Creates a refusal that an operator may have to act upon.
     *
     * @param explanation makes a text for the log: what was found, what was expected, what to do
     */
    InvalidTokenException(RefusalReason reason, Supplier<String> explanation) {
        this(reason, "", "", "", Optional.of(explanation));
    }

    private InvalidTokenException(
            RefusalReason reason,
            String issuer,
            String algorithm,
            String keyId,
            Optional<Supplier<String>> explanation) {
        super(null, null, false, false);
        this.reason = reason;
        this.issuer = issuer;
        this.algorithm = algorithm;
        this.keyId = keyId;
        this.explanation = explanation;
    }

    /** Returns the same refusal for another reason. */
    InvalidTokenException as(RefusalReason other) {
        return new InvalidTokenException(other, issuer, algorithm, keyId, explanation);
    }

    /** Returns the same refusal with the issuer's name, for the log. */
    InvalidTokenException at(String issuerName) {
        return new InvalidTokenException(reason, issuerName, algorithm, keyId, explanation);
    }

    /** Returns the same refusal with the issuer's name, the algorithm and the {@code kid}, for the log. */
    InvalidTokenException at(String issuerName, JwsHeader header) {
        return new InvalidTokenException(
                reason,
                issuerName,
                header.algorithm().wireName(),
                header.keyId().orElse(""),
                explanation);
    }

    /** The reason, the issuer and the algorithm. There are few of these texts, so a log can count them. */
    String kind() {
        return reason.code()
                + (issuer.isEmpty() ? "" : " issuer=" + issuer)
                + (algorithm.isEmpty() ? "" : " alg=" + algorithm);
    }

    /** The {@code kid} of the token, as the token has it; empty if it is not known. */
    String keyId() {
        return keyId;
    }

    /** The name of the issuer; empty if it is not known. */
    String issuer() {
        return issuer;
    }

    RefusalReason reason() {
        return reason;
    }

    /** What was found, what was expected, and what to do, for the log; empty if there is nothing to do. */
    Optional<Supplier<String>> explanation() {
        return explanation;
    }
}
