package dev.lmcp.server.auth;

import dev.lmcp.Principal;
import java.util.Optional;

/** The identity of a caller. Two requests with the same key belong to one caller; scopes and expiry do not count. */
public record CallerKey(String issuer, String subject, Optional<String> client) {

    public static CallerKey of(Principal principal) {
        return new CallerKey(principal.issuer(), principal.subject(), principal.client());
    }
}
