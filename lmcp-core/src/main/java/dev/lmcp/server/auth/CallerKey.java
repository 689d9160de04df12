package dev.lmcp.server.auth;

import dev.lmcp.Principal;
import java.util.Optional;

/** Who is behind a principal, whatever its scopes and expiry: what makes two requests the same caller's. */
public record CallerKey(String issuer, String subject, Optional<String> client) {

    public static CallerKey of(Principal principal) {
        return new CallerKey(principal.issuer(), principal.subject(), principal.client());
    }
}
