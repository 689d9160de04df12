package dev.lmcp.auth.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lmcp.Principal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TokenCacheTest {

    private static final Instant NOW = Mint.NOW;
    private static final Duration AGE = Duration.ofSeconds(60);

    private final ManualBackground time = new ManualBackground();
    private final AtomicBoolean keyStands = new AtomicBoolean(true);

    private AcceptedToken token(Instant expires) {
        return new AcceptedToken(Principal.named("alice"), Optional.of(expires), Optional.empty(), keyStands::get);
    }

    @Test
    void findsAFreshTokenAndNoOther() {
        TokenCache cache = new TokenCache(100, time);
        AcceptedToken token = token(NOW.plusSeconds(300));
        cache.store(TokenHash.of("a"), token, AGE);

        assertThat(cache.find(TokenHash.of("a"), NOW)).contains(token);
        assertThat(cache.find(TokenHash.of("b"), NOW)).isEmpty();
    }

    @Test
    void forgetsATokenAtItsEndWithoutAnySkew() {
        TokenCache cache = new TokenCache(100, time);
        cache.store(TokenHash.of("a"), token(NOW.plusSeconds(1)), AGE);

        assertThat(cache.find(TokenHash.of("a"), NOW)).isPresent();
        assertThat(cache.find(TokenHash.of("a"), NOW.plusSeconds(1))).isEmpty();
    }

    @Test
    void forgetsATokenThatWasVerifiedTooLongAgo() {
        TokenCache cache = new TokenCache(100, time);
        cache.store(TokenHash.of("a"), token(NOW.plusSeconds(300)), AGE);

        time.pass(AGE.minusNanos(1));
        assertThat(cache.find(TokenHash.of("a"), NOW)).isPresent();
        time.pass(Duration.ofNanos(1));

        assertThat(cache.find(TokenHash.of("a"), NOW)).isEmpty();
    }

    @Test
    void forgetsATokenWhoseKeyIsGoneForGood() {
        TokenCache cache = new TokenCache(100, time);
        cache.store(TokenHash.of("a"), token(NOW.plusSeconds(300)), AGE);
        keyStands.set(false);

        assertThat(cache.find(TokenHash.of("a"), NOW)).isEmpty();
        keyStands.set(true);
        assertThat(cache.find(TokenHash.of("a"), NOW)).isEmpty();
    }

    @Test
    void holdsNoMoreThanItsSize() {
        TokenCache cache = new TokenCache(160, time);
        IntStream.range(0, 10_000)
                .forEach(number -> cache.store(TokenHash.of("t" + number), token(NOW.plusSeconds(300)), AGE));

        assertThat(IntStream.range(0, 10_000)
                        .filter(number ->
                                cache.find(TokenHash.of("t" + number), NOW).isPresent()))
                .hasSizeBetween(100, 160);
    }

    @Test
    void holdsNothingWhereItIsSwitchedOff() {
        TokenCache cache = new TokenCache(0, time);
        cache.store(TokenHash.of("a"), token(NOW.plusSeconds(300)), AGE);

        assertThat(cache.find(TokenHash.of("a"), NOW)).isEmpty();
    }
}
