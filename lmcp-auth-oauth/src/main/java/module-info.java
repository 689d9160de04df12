/** Authentication by OAuth 2.1 access tokens. */
module dev.lmcp.auth.oauth {
    requires dev.lmcp.core;
    requires org.bouncycastle.provider;
    requires static org.jspecify;
    requires tools.jackson.core;
    requires tools.jackson.databind;

    provides dev.lmcp.spi.AuthProvider with
            dev.lmcp.auth.oauth.OAuthProvider;
}
