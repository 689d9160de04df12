package dev.lmcp.auth.oauth;

import dev.lmcp.auth.oauth.jose.JwsHeader;
import dev.lmcp.auth.oauth.jose.Key;
import java.time.Duration;
import java.util.Optional;

/** The source of one issuer's keys. Safe for concurrent use, without locks for known keys. */
sealed interface KeySource permits FixedKeys, RemoteJwkSet {

    /**
     * Returns the key for a header.
     *
     * @throws InvalidJwsException if there is no such key
     * @throws VerificationUnavailableException if a newer document may have the key, but cannot be fetched now
     */
    Key keyFor(JwsHeader header);

    /** Tells whether the key is still in the set, and the set is not expired. */
    boolean isUsable(Key key);

    /** The time since the last successful fetch; empty if there was none. */
    Optional<Duration> age();

    /** Tells whether there are keys that can verify tokens. */
    boolean isReady();
}
