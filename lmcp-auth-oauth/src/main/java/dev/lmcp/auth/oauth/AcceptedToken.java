package dev.lmcp.auth.oauth;

import dev.lmcp.Principal;
import java.time.Instant;
import java.util.Optional;

/**
 * What is left of a token once it has been verified; the token itself is not kept.
 *
 * @param expires when it ends
 * @param boundKey the thumbprint of the key whose holder alone may use it
 */
record AcceptedToken(Principal principal, Instant expires, Optional<String> boundKey) {}
