package dev.lmcp.server.auth;

import dev.lmcp.spi.Exchange;

/** The result of authentication: an authenticated caller, or the response that refuses the request. */
public sealed interface AuthResult permits AuthenticatedCaller, AuthResult.Refused {

    /** The request is refused with this response. */
    record Refused(Exchange.Response response) implements AuthResult {}
}
