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

    /** Three parts, the first of them a JSON object that names an algorithm. */
    static boolean looksLikeJwt(String token) {
        int first = token.indexOf('.');
        int second = token.indexOf('.', first + 1);
        return first > 0
                && second > 0
                && token.indexOf('.', second + 1) < 0
                && Base64Url.decode(token.substring(0, first))
                        .flatMap(StrictJson.TOKEN::object)
                        .filter(header -> header.has("alg"))
                        .isPresent();
    }
}
