package dev.lmcp.auth.oauth;

import dev.lmcp.auth.oauth.jose.JwsHeader;
import dev.lmcp.auth.oauth.jose.Key;
import dev.lmcp.auth.oauth.jose.KeySet;
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

    /** Returns the keys that are in use now; an empty set if there are none yet. */
    KeySet snapshot();

    /**
     * Fetches the keys again, if the cooldown allows it. The issuer may have replaced a key and kept its {@code kid}.
     *
     * @param before the keys of which none verified a token
     * @return true if other keys are in use now
     */
    boolean renew(KeySet before);

    /** Tells whether the key is still in the set, and the set is not expired. */
    boolean isUsable(Key key);

    /** The time since the last successful fetch; empty if there was none. */
    Optional<Duration> age();

    /** Tells whether there are keys that can verify tokens. */
    boolean isReady();
}
