package dev.lmcp.auth.oauth;

/** What becomes of tokens that are bound to a key (RFC 9449). */
enum DpopMode {
    /** They are refused; so is the scheme {@code DPoP}. */
    OFF,
    /** They need a proof; unbound tokens come as {@code Bearer}. */
    ACCEPT,
    /** Every token must be bound. */
    REQUIRE
}
