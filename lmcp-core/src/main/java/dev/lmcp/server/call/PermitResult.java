package dev.lmcp.server.call;

import dev.lmcp.spi.Exchange;

/** What comes of asking for a permit: the permit, or the answer to a caller that cannot have one. */
public sealed interface PermitResult permits Permit, PermitResult.Refused {

    /** There is no permit, and nothing has been taken. */
    record Refused(Exchange.Response answer) implements PermitResult {}
}
