package dev.lmcp.server;

import dev.lmcp.Principal;
import java.util.Optional;

/** Who is behind a principal, whatever its scopes and expiry: what makes two requests the same caller's. */
record Caller(String issuer, String subject, Optional<String> client) {

    static Caller of(Principal principal) {
        return new Caller(principal.issuer(), principal.subject(), principal.client());
    }
}
