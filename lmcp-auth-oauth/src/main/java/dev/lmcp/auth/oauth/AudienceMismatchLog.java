package dev.lmcp.auth.oauth;

import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Logs the audience of a token and the expected audiences. A missing audience is the most common fault in the setup of
 * an authorization server.
 *
 * <p>Only tokens with a valid signature are logged, at most one in ten seconds.
 */
final class AudienceMismatchLog {

    private static final System.Logger LOG = System.getLogger("dev.lmcp.auth");
    private static final int MIN_INTERVAL_SECONDS = 10;

    private final AtomicLong last = new AtomicLong();

    void report(Issuer issuer, Claims claims, Instant now) {
        long before = last.get();
        long second = now.getEpochSecond();
        if (second - before < MIN_INTERVAL_SECONDS || !last.compareAndSet(before, second)) {
            return;
        }
        AudienceRule rule = issuer.policy().audience();
        String received = claims.value(rule.claim()).map(Object::toString).orElse("(absent)");
        LOG.log(
                Level.WARNING,
                "issuer ''{0}'' issued a token for another audience: ''{1}'' is {2}, expected one of {3}; configure the"
                        + " issuer to issue tokens for this resource, or list the value in ''resource-aliases''",
                issuer.name(),
                rule.claim(),
                SafeText.shortened(received),
                rule.accepted());
    }
}
