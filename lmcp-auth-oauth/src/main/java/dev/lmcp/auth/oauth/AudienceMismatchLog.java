package dev.lmcp.auth.oauth;

import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Tells the operator which audience came and which was expected: the one line that ends most attempts to set up an
 * authorization server. Only tokens with a good signature get here, and one line in ten seconds is written.
 */
final class AudienceMismatchLog {

    private static final System.Logger LOG = System.getLogger("dev.lmcp.auth");
    private static final int PAUSE_SECONDS = 10;

    private final AtomicLong last = new AtomicLong();

    void report(Issuer issuer, Claims claims, Instant now) {
        long before = last.get();
        long second = now.getEpochSecond();
        if (second - before < PAUSE_SECONDS || !last.compareAndSet(before, second)) {
            return;
        }
        AudienceRule rule = issuer.policy().audience();
        String received = claims.value(rule.claim()).map(Object::toString).orElse("(absent)");
        LOG.log(
                Level.WARNING,
                "issuer ''{0}'' issued a token for another audience: ''{1}'' is {2}, expected one of {3}; let it issue"
                        + " tokens for this resource, or list the value in ''resource-aliases''",
                issuer.name(),
                rule.claim(),
                SafeText.shortened(received),
                rule.accepted());
    }
}
