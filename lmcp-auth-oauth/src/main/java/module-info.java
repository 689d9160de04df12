/** Authentication by OAuth 2.1 access tokens. */
module dev.lmcp.auth.oauth {
    requires dev.lmcp.core;
    requires org.bouncycastle.provider;
    requires tools.jackson.core;
    requires tools.jackson.databind;
    requires static org.jspecify;
}
