package dev.lmcp.server;

import dev.lmcp.Principal;
import dev.lmcp.spi.Challenge;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * The caller of a request that passed authentication.
 *
 * @param principal the identity that the credential proved
 * @param standing returns false once the credential is no longer valid; polled while a stream is open
 * @param challenge the challenge to complete if scopes turn out to be missing
 */
record AuthenticatedCaller(Principal principal, BooleanSupplier standing, Optional<Challenge> challenge)
        implements AuthResult {}
