package dev.lmcp.testkit;

import dev.lmcp.Principal;
import dev.lmcp.spi.AuthDecision;
import dev.lmcp.spi.Authenticator;
import dev.lmcp.spi.Challenge;
import dev.lmcp.spi.Headers;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** The callers of a test server. A header field names the caller, which the server authenticates as any other. */
final class Callers {

    private static final String FIELD = "X-Test-Caller";

    private final Map<String, Principal> byId = new ConcurrentHashMap<>();
    private final AtomicLong lastId = new AtomicLong();

    /** Returns the field that names this caller. */
    Headers field(Principal caller) {
        String id = "caller-" + lastId.incrementAndGet();
        byId.put(id, caller);
        return Headers.of(FIELD, id);
    }

    /** Returns an authenticator that accepts these callers and no others. */
    Authenticator authenticator() {
        return Authenticator.of(
                Challenge.of("Test").with("field", FIELD),
                request -> request.header(FIELD)
                        .map(id -> Optional.ofNullable(byId.get(id))
                                .map(AuthDecision::accept)
                                .orElseGet(() -> AuthDecision.reject("no test client has this id")))
                        .orElseGet(AuthDecision::abstain));
    }
}
