package dev.lmcp.auth.oauth;

/** The formats of an issuer's access tokens. */
enum TokenFormat {
    /** JWTs, which this server verifies. */
    JWT,
    /** Opaque tokens, which the issuer introspects. */
    OPAQUE,
    /** Both formats: a token that looks like a JWT is verified as one. */
    AUTO;

    boolean mayBeJwt() {
        return this != OPAQUE;
    }

    boolean mayBeOpaque() {
        return this != JWT;
    }
}
