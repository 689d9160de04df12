package dev.lmcp.auth.oauth;

import dev.lmcp.auth.oauth.jose.JwsHeader;
import dev.lmcp.auth.oauth.jose.Key;
import dev.lmcp.auth.oauth.jose.KeySet;
import java.time.Duration;
import java.util.Optional;

/** Keys from a file. They do not change while the server runs. */
record FixedKeys(KeySet keys) implements KeySource {

    @Override
    public Key keyFor(JwsHeader header) {
        return keys.keyFor(header);
    }

    @Override
    public KeySet snapshot() {
        return keys;
    }

    @Override
    public boolean renew(KeySet before) {
        return false;
    }

    @Override
    public boolean isUsable(Key key) {
        return keys.contains(key);
    }

    @Override
    public Optional<Duration> age() {
        return Optional.empty();
    }

    @Override
    public boolean isReady() {
        return true;
    }
}
