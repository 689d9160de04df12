package dev.lmcp.auth.oauth;

/** What an issuer's access tokens look like. */
enum TokenFormat {
    /** Signed, and verified here. */
    JWT,
    /** Meant for the issuer alone, which is asked about each. */
    OPAQUE,
    /** Both: what looks like a JWT is taken for one. */
    AUTO;

    boolean mayBeJwt() {
        return this != OPAQUE;
    }

    boolean mayBeOpaque() {
        return this != JWT;
    }
}
