/** Authentication with static bearer tokens. */
module dev.lmcp.auth.bearer {
    requires dev.lmcp.core;
    requires static org.jspecify;

    provides dev.lmcp.spi.AuthProvider with
            dev.lmcp.auth.bearer.BearerAuthProvider;
}
