package dev.lmcp.auth.oauth.jose;

import java.util.Optional;

/**
 * A key of a JWK Set that lmcp does not use, and the reason.
 *
 * @param keyId the {@code kid}, as the document has it, so it may have any characters
 * @param problem the reason, for the operator
 * @param isRevealedSecret true if the document publishes a private key or a shared secret
 */
public record KeyFault(Optional<String> keyId, String problem, boolean isRevealedSecret) {}
