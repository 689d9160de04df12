package dev.lmcp.auth.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lmcp.Principal;
import dev.lmcp.auth.oauth.jose.TokenHash;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TokenCacheTest {

    private static final Instant NOW = TestIssuer.NOW;
    private static final Duration AGE = Duration.ofSeconds(60);

    private final ManualScheduler scheduler = new ManualScheduler();
    private final AtomicBoolean keyIsValid = new AtomicBoolean(true);

    private VerifiedToken token(Instant expires) {
        return new VerifiedToken(Principal.named("alice"), Optional.of(expires), Optional.empty(), keyIsValid::get);
    }

    @Test
    void findsAStoredToken() {
        TokenCache cache = new TokenCache(100, scheduler);
        VerifiedToken token = token(NOW.plusSeconds(300));
        cache.store(TokenHash.of("a"), token, AGE);

        assertThat(cache.find(TokenHash.of("a"), NOW)).contains(token);
        assertThat(cache.find(TokenHash.of("b"), NOW)).isEmpty();
    }

    @Test
    void forgetsAnExpiredTokenWithoutClockSkew() {
        TokenCache cache = new TokenCache(100, scheduler);
        cache.store(TokenHash.of("a"), token(NOW.plusSeconds(1)), AGE);

        assertThat(cache.find(TokenHash.of("a"), NOW)).isPresent();
        assertThat(cache.find(TokenHash.of("a"), NOW.plusSeconds(1))).isEmpty();
    }

    @Test
    void forgetsATokenAfterItsAge() {
        TokenCache cache = new TokenCache(100, scheduler);
        cache.store(TokenHash.of("a"), token(NOW.plusSeconds(300)), AGE);

        scheduler.advance(AGE.minusNanos(1));
        assertThat(cache.find(TokenHash.of("a"), NOW)).isPresent();
        scheduler.advance(Duration.ofNanos(1));

        assertThat(cache.find(TokenHash.of("a"), NOW)).isEmpty();
    }

    @Test
    void forgetsATokenIfItsKeyIsRevoked() {
        TokenCache cache = new TokenCache(100, scheduler);
        cache.store(TokenHash.of("a"), token(NOW.plusSeconds(300)), AGE);
        keyIsValid.set(false);

        assertThat(cache.find(TokenHash.of("a"), NOW)).isEmpty();
        keyIsValid.set(true);
        assertThat(cache.find(TokenHash.of("a"), NOW)).isEmpty();
    }

    @Test
    void holdsNoMoreThanItsSize() {
        TokenCache cache = new TokenCache(160, scheduler);
        IntStream.range(0, 10_000)
                .forEach(number -> cache.store(TokenHash.of("t" + number), token(NOW.plusSeconds(300)), AGE));

        assertThat(IntStream.range(0, 10_000)
                        .filter(number ->
                                cache.find(TokenHash.of("t" + number), NOW).isPresent()))
                .hasSizeBetween(100, 160);
    }

    @Test
    void holdsNothingIfItsSizeIsZero() {
        TokenCache cache = new TokenCache(0, scheduler);
        cache.store(TokenHash.of("a"), token(NOW.plusSeconds(300)), AGE);

        assertThat(cache.find(TokenHash.of("a"), NOW)).isEmpty();
    }
}
