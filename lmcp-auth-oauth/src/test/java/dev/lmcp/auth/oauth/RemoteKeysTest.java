package dev.lmcp.auth.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RemoteKeysTest {

    private static final Mint MINT = Mint.numbered(1);
    private static final Mint OTHER = Mint.numbered(2);
    private static final RefreshTimes TIMES =
            new RefreshTimes(Duration.ofMinutes(5), Duration.ofHours(24), Duration.ofHours(1), Duration.ofSeconds(30));

    private final ManualBackground time = new ManualBackground();
    private final ScriptedFetch fetch = new ScriptedFetch();
    private final RemoteKeys keys = keys(false);

    private RemoteKeys keys(boolean emptyRevokes) {
        return new RemoteKeys("main", EnumSet.of(Algorithm.RS256), fetch, TIMES, emptyRevokes, time, () -> 0.5);
    }

    /** An issuer that serves what the test put there, and counts. */
    private static final class ScriptedFetch implements KeyFetch {
        private volatile Optional<String> body = Optional.of(MINT.jwks("key-1"));
        private volatile Optional<Duration> maxAge = Optional.empty();
        private volatile boolean unchanged;
        private int calls;

        @Override
        public synchronized Document fetch(Optional<String> entityTag) throws FetchFailed {
            calls++;
            String text = body.orElseThrow(() -> new FetchFailed("the issuer is down"));
            return new Document(
                    unchanged ? Optional.empty() : Optional.of(text.getBytes(StandardCharsets.UTF_8)),
                    Optional.of("tag"),
                    maxAge);
        }
    }

    private static JwsHeader header(String keyId) {
        return new JwsHeader(Algorithm.RS256, Optional.of(keyId), Optional.empty(), Optional.empty());
    }

    private void assertUnknown(String keyId) {
        assertThatExceptionOfType(InvalidToken.class)
                .isThrownBy(() -> keys.keyFor(header(keyId)))
                .extracting(InvalidToken::reason)
                .isEqualTo(Reason.KEY_UNKNOWN);
    }

    private void assertUnavailable(String keyId) {
        assertThatExceptionOfType(CannotJudge.class).isThrownBy(() -> keys.keyFor(header(keyId)));
    }

    @Test
    void isUnavailableBeforeTheFirstFetchAndServesAfterIt() {
        assertUnavailable("key-1");
        assertThat(keys.isReady()).isFalse();

        keys.start();
        time.run();

        assertThat(keys.keyFor(header("key-1")).name().keyId()).contains("key-1");
        assertThat(keys.isReady()).isTrue();
    }

    @Test
    void triesAgainWithGrowingPausesWhereTheIssuerIsDownFromTheStart() {
        fetch.body = Optional.empty();
        keys.start();

        // 1, 2, 4, 8, 16, 32, 60 seconds, each halved by the fixed random number.
        time.pass(Duration.ofMillis(31_501));
        assertThat(fetch.calls).isEqualTo(7);
        assertUnavailable("key-1");

        fetch.body = Optional.of(MINT.jwks("key-1"));
        time.pass(Duration.ofSeconds(30));

        assertThat(keys.isReady()).isTrue();
    }

    @Test
    void renewsAtFourFifthsOfItsTime() {
        keys.start();
        time.run();

        time.pass(Duration.ofMinutes(12).minusSeconds(1));
        assertThat(fetch.calls).isEqualTo(1);
        time.pass(Duration.ofSeconds(1));

        assertThat(fetch.calls).isEqualTo(2);
    }

    @Test
    void keepsToTheIssuersMaxAgeWithinBounds() {
        fetch.maxAge = Optional.of(Duration.ofSeconds(1));
        keys.start();
        time.run();

        time.pass(Duration.ofSeconds(239));
        assertThat(fetch.calls).isEqualTo(1);
        time.pass(Duration.ofSeconds(1));
        assertThat(fetch.calls).isEqualTo(2);
        assertThat(TIMES.timeToLive(Optional.of(Duration.ofDays(99)))).isEqualTo(Duration.ofHours(24));
    }

    @Test
    void doesNotFetchForAnUnknownKeyWithinTheCooldown() {
        keys.start();
        time.run();
        time.pass(Duration.ofSeconds(29));

        for (int attempt = 0; attempt < 100; attempt++) {
            assertUnknown("random-" + attempt);
        }

        time.run();
        assertThat(fetch.calls).isEqualTo(1);
    }

    @Test
    void fetchesOnceForManyUnknownKeysAndServesTheNewOne() throws Exception {
        keys.start();
        time.run();
        time.pass(Duration.ofSeconds(30));
        fetch.body = Optional.of("{\"keys\":[" + MINT.jwk("key-1") + "," + OTHER.jwk("key-2") + "]}");
        ExecutorService threads = Executors.newFixedThreadPool(20);
        try {
            List<Callable<Key>> callers = new ArrayList<>();
            for (int caller = 0; caller < 20; caller++) {
                callers.add(() -> keys.keyFor(header("key-2")));
            }
            List<Future<Key>> found = callers.stream().map(threads::submit).toList();
            while (found.stream().noneMatch(Future::isDone)) {
                time.run();
                assertThat(keys.keyFor(header("key-1"))).isNotNull();
            }

            for (Future<Key> each : found) {
                assertThat(each.get(5, TimeUnit.SECONDS).name().keyId()).contains("key-2");
            }
            assertThat(fetch.calls).isEqualTo(2);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aFailedFetchForAnUnknownKeyLeavesTheKnownOnesAlone() throws Exception {
        keys.start();
        time.run();
        time.pass(Duration.ofSeconds(30));
        fetch.body = Optional.empty();
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Future<?> stranger = thread.submit(() -> assertUnavailable("random"));
            while (!stranger.isDone()) {
                time.run();
            }
            stranger.get();
        } finally {
            thread.shutdownNow();
        }

        assertThat(keys.keyFor(header("key-1"))).isNotNull();
        assertUnknown("random");
    }

    @Test
    void servesStaleKeysForAnHourAndThenNone() {
        keys.start();
        time.run();
        fetch.body = Optional.empty();

        time.pass(Duration.ofMinutes(74));
        Key stale = keys.keyFor(header("key-1"));
        assertUnavailable("random");
        time.pass(Duration.ofMinutes(1));

        assertUnavailable("key-1");
        assertThat(keys.holds(stale)).isFalse();
        assertThat(keys.isReady()).isFalse();
    }

    @Test
    void recoversFromDeathWithoutARestart() {
        keys.start();
        time.run();
        fetch.body = Optional.empty();
        time.pass(Duration.ofHours(3));

        fetch.body = Optional.of(MINT.jwks("key-1"));
        time.pass(Duration.ofSeconds(60));

        assertThat(keys.keyFor(header("key-1"))).isNotNull();
    }

    @Test
    void aVanishedKeyIsUnusableAtOnceAndAnUnchangedOneStaysTheSameObject() {
        fetch.body = Optional.of("{\"keys\":[" + MINT.jwk("key-1") + "," + OTHER.jwk("key-2") + "]}");
        keys.start();
        time.run();
        Key kept = keys.keyFor(header("key-1"));
        Key gone = keys.keyFor(header("key-2"));

        fetch.body = Optional.of(MINT.jwks("key-1"));
        time.pass(Duration.ofMinutes(12));

        assertThat(keys.keyFor(header("key-1"))).isSameAs(kept);
        assertThat(keys.holds(kept)).isTrue();
        assertThat(keys.holds(gone)).isFalse();
        assertUnknown("key-2");
    }

    @Test
    void anAnswerThatNothingChangedRenewsTheTime() {
        keys.start();
        time.run();
        Key before = keys.keyFor(header("key-1"));
        fetch.unchanged = true;

        time.pass(Duration.ofHours(5));

        assertThat(keys.keyFor(header("key-1"))).isSameAs(before);
    }

    @Test
    void aDocumentWithoutUsableKeysIsAFailureAndTheOldSetIsKept() {
        keys.start();
        time.run();

        for (String useless : List.of("{\"keys\":[]}", "{}", "<html>", "", "[]", "{\"keys\":[1]}", "{\"keys\":{}}")) {
            fetch.body = Optional.of(useless);
            time.pass(Duration.ofMinutes(2));
            assertThat(keys.keyFor(header("key-1"))).as(useless).isNotNull();
        }
    }

    @Test
    void anEmptyDocumentRevokesWhereThatIsConfigured() {
        RemoteKeys revoking = keys(true);
        revoking.start();
        time.run();
        fetch.body = Optional.of("{\"keys\":[]}");

        time.pass(Duration.ofMinutes(12).plusSeconds(1));

        assertThatExceptionOfType(InvalidToken.class).isThrownBy(() -> revoking.keyFor(header("key-1")));
    }

    @Test
    void joinsTheFirstFetchWhereItIsUnderWay() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        keys.start();
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Future<Key> found = thread.submit(() -> {
                asked.countDown();
                return keys.keyFor(header("key-1"));
            });
            asked.await();
            time.run();

            assertThat(found.get(5, TimeUnit.SECONDS)).isNotNull();
            assertThat(fetch.calls).isEqualTo(1);
        } finally {
            thread.shutdownNow();
        }
    }
}
