/** Authentication by static bearer tokens. */
module dev.lmcp.auth.bearer {
    requires static org.jspecify;
}
