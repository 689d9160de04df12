package dev.lmcp.auth.oauth;

/** The ways to handle tokens that are bound to a key (RFC 9449). */
enum DpopMode {
    /** Bound tokens are refused, and so is the scheme {@code DPoP}. */
    OFF,
    /** Bound tokens need a proof. Unbound tokens are sent as {@code Bearer}. */
    ACCEPT,
    /** Each token must be bound. */
    REQUIRE
}
