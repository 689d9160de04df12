package dev.lmcp.auth.oauth;

/** Keys from a file, the same for as long as the server runs. */
record FixedKeys(KeySet keys) implements KeySource {

    @Override
    public Key keyFor(JwsHeader header) {
        return keys.keyFor(header);
    }

    @Override
    public boolean holds(Key key) {
        return keys.holds(key);
    }

    @Override
    public boolean isReady() {
        return true;
    }
}
