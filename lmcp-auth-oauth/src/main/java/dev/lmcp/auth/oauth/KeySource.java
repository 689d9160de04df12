package dev.lmcp.auth.oauth;

import dev.lmcp.auth.oauth.jose.JwsHeader;
import dev.lmcp.auth.oauth.jose.Key;
import java.time.Duration;
import java.util.Optional;

/** Where the keys of one issuer come from. Safe for concurrent use; reading never locks. */
sealed interface KeySource permits FixedKeys, RemoteJwkSet {

    /**
     * The key for this header.
     *
     * @throws InvalidJwsException if there is none and a fresher document would not help
     * @throws VerificationUnavailableException if there is none and a fresher document, which cannot be had now, might
     */
    Key keyFor(JwsHeader header);

    /** Whether the key may still be used: it is in the set, and the set is not too old. */
    boolean isUsable(Key key);

    /** How long ago the issuer last confirmed its keys; empty where none were fetched. */
    Optional<Duration> age();

    /** Whether tokens can be judged. */
    boolean isReady();
}
