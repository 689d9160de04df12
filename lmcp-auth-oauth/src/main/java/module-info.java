/** Authentication by OAuth 2.1 access tokens. */
module dev.lmcp.auth.oauth {
    requires static org.jspecify;
}
