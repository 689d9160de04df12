package dev.lmcp.auth.oauth;

import dev.lmcp.auth.oauth.http.TaskScheduler;
import dev.lmcp.auth.oauth.jose.TokenHash;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Remembers tokens that an issuer reported as inactive: at most 1024, for five seconds each.
 *
 * <p>It is separate from the cache of valid tokens, so that inactive tokens cannot evict valid ones.
 */
final class InactiveTokenCache {

    private static final int MAX_TOKENS = 1024;
    private static final Duration AGE = Duration.ofSeconds(5);

    private final TaskScheduler scheduler;

    private final Map<TokenHash, Long> seen = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.@Nullable Entry<TokenHash, Long> eldest) {
            return size() > MAX_TOKENS;
        }
    };

    InactiveTokenCache(TaskScheduler scheduler) {
        this.scheduler = scheduler;
    }

    synchronized void add(TokenHash hash) {
        seen.put(hash, scheduler.nanoTime());
    }

    synchronized boolean contains(TokenHash hash) {
        Long at = seen.get(hash);
        return at != null && scheduler.nanoTime() - at < AGE.toNanos();
    }
}
