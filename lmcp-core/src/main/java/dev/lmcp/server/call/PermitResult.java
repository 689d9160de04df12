package dev.lmcp.server.call;

import dev.lmcp.spi.Exchange;

/** The result of acquiring a permit: the permit, or the response that refuses it. */
public sealed interface PermitResult permits Permit, PermitResult.Refused {

    /** No permit is available. */
    record Refused(Exchange.Response response) implements PermitResult {}
}
