package dev.lmcp.auth.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lmcp.auth.oauth.http.FetchFailedException;
import dev.lmcp.auth.oauth.http.JwksFetcher;
import dev.lmcp.auth.oauth.http.TaskScheduler;
import dev.lmcp.auth.oauth.jose.Algorithm;
import dev.lmcp.auth.oauth.jose.InvalidJwsException;
import dev.lmcp.auth.oauth.jose.JwsHeader;
import dev.lmcp.auth.oauth.jose.Key;
import dev.lmcp.auth.oauth.jose.KeySet;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
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

class RemoteJwkSetTest {

    private static final TestIssuer ISSUER = TestIssuer.seeded(1);
    private static final TestIssuer OTHER = TestIssuer.seeded(2);
    private static final JwksRefreshPolicy REFRESH_POLICY = new JwksRefreshPolicy(
            Duration.ofMinutes(5), Duration.ofHours(24), Duration.ofHours(1), Duration.ofSeconds(30));

    private final ManualScheduler scheduler = new ManualScheduler();
    private final ScriptedFetcher fetcher = new ScriptedFetcher();
    private final RemoteJwkSet keys = keys(false);

    private RemoteJwkSet keys(boolean allowsEmptySet) {
        JwksReader reader = new JwksReader("main", EnumSet.of(Algorithm.RS256), allowsEmptySet);
        return new RemoteJwkSet("main", fetcher, reader, REFRESH_POLICY, scheduler, () -> 0.5);
    }

    /** A fetcher that returns the document of the test, and counts its calls. */
    private static final class ScriptedFetcher implements JwksFetcher {
        private volatile Optional<String> body = Optional.of(ISSUER.jwks("key-1"));
        private volatile Optional<Duration> maxAge = Optional.empty();
        private volatile boolean unchanged;
        private int calls;
        private int reported;

        @Override
        public synchronized Document fetch(Optional<String> entityTag) throws FetchFailedException {
            calls++;
            String text = body.orElseThrow(() -> new FetchFailedException("the issuer is down"));
            return new Document(
                    unchanged ? Optional.empty() : Optional.of(text.getBytes(StandardCharsets.UTF_8)),
                    Optional.of("tag"),
                    maxAge);
        }

        @Override
        public void reportFailure() {
            reported++;
        }
    }

    private static JwsHeader header(String keyId) {
        return new JwsHeader(Algorithm.RS256, Optional.of(keyId), Optional.empty(), Optional.empty());
    }

    private void assertUnknown(String keyId) {
        assertThatExceptionOfType(InvalidJwsException.class)
                .isThrownBy(() -> keys.keyFor(header(keyId)))
                .extracting(InvalidJwsException::reason)
                .isEqualTo(InvalidJwsException.Reason.KEY_UNKNOWN);
    }

    private void assertUnavailable(String keyId) {
        assertThatExceptionOfType(VerificationUnavailableException.class).isThrownBy(() -> keys.keyFor(header(keyId)));
    }

    @Test
    void isUnavailableUntilTheFirstFetchSucceeds() {
        assertUnavailable("key-1");
        assertThat(keys.isReady()).isFalse();

        keys.start();
        scheduler.run();

        assertThat(keys.keyFor(header("key-1")).keyId()).contains("key-1");
        assertThat(keys.isReady()).isTrue();
    }

    @Test
    void retriesWithGrowingDelaysIfTheIssuerIsDownAtTheStart() {
        fetcher.body = Optional.empty();
        keys.start();

        // 1, 2, 4, 8, 16, 32, 60 seconds, each halved by the fixed random number.
        scheduler.advance(Duration.ofMillis(31_501));
        assertThat(fetcher.calls).isEqualTo(7);
        assertUnavailable("key-1");

        fetcher.body = Optional.of(ISSUER.jwks("key-1"));
        scheduler.advance(Duration.ofSeconds(30));

        assertThat(keys.isReady()).isTrue();
    }

    @Test
    void refreshesAtEightyPercentOfTheLifetime() {
        keys.start();
        scheduler.run();

        scheduler.advance(Duration.ofMinutes(12).minusSeconds(1));
        assertThat(fetcher.calls).isEqualTo(1);
        scheduler.advance(Duration.ofSeconds(1));

        assertThat(fetcher.calls).isEqualTo(2);
    }

    @Test
    void followsTheIssuersMaxAgeWithinBounds() {
        fetcher.maxAge = Optional.of(Duration.ofSeconds(1));
        keys.start();
        scheduler.run();

        scheduler.advance(Duration.ofSeconds(239));
        assertThat(fetcher.calls).isEqualTo(1);
        scheduler.advance(Duration.ofSeconds(1));
        assertThat(fetcher.calls).isEqualTo(2);
        assertThat(REFRESH_POLICY.timeToLive(Optional.of(Duration.ofDays(99)))).isEqualTo(Duration.ofHours(24));
    }

    @Test
    void doesNotFetchForAnUnknownKeyWithinTheCooldown() {
        keys.start();
        scheduler.run();
        scheduler.advance(Duration.ofSeconds(29));

        for (int attempt = 0; attempt < 100; attempt++) {
            assertUnknown("random-" + attempt);
        }

        scheduler.run();
        assertThat(fetcher.calls).isEqualTo(1);
    }

    @Test
    void fetchesOnceForManyRequestsWithAnUnknownKey() throws Exception {
        keys.start();
        scheduler.run();
        scheduler.advance(Duration.ofSeconds(30));
        fetcher.body = Optional.of("{\"keys\":[" + ISSUER.jwk("key-1") + "," + OTHER.jwk("key-2") + "]}");
        ExecutorService threads = Executors.newFixedThreadPool(20);
        try {
            List<Callable<Key>> callers = new ArrayList<>();
            for (int caller = 0; caller < 20; caller++) {
                callers.add(() -> keys.keyFor(header("key-2")));
            }
            List<Future<Key>> found = callers.stream().map(threads::submit).toList();
            while (found.stream().noneMatch(Future::isDone)) {
                scheduler.run();
                assertThat(keys.keyFor(header("key-1"))).isNotNull();
            }

            for (Future<Key> each : found) {
                assertThat(each.get(5, TimeUnit.SECONDS).keyId()).contains("key-2");
            }
            assertThat(fetcher.calls).isEqualTo(2);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aFailedFetchForAnUnknownKeyLeavesKnownKeysUsable() throws Exception {
        keys.start();
        scheduler.run();
        scheduler.advance(Duration.ofSeconds(30));
        fetcher.body = Optional.empty();
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Future<?> request = thread.submit(() -> assertUnavailable("random"));
            while (!request.isDone()) {
                scheduler.run();
            }
            request.get();
        } finally {
            thread.shutdownNow();
        }

        assertThat(keys.keyFor(header("key-1"))).isNotNull();
    }

    /** The key may be there, and cannot be had: a client that gets 401 would throw a valid token away. */
    @Test
    void isUnavailableForAnUnknownKeyAsLongAsItCannotBeFetched() throws Exception {
        keys.start();
        scheduler.run();
        scheduler.advance(Duration.ofSeconds(30));
        fetcher.body = Optional.empty();
        ask(() -> assertUnavailable("new"));
        int calls = fetcher.calls;

        assertUnavailable("new");
        assertUnavailable("random");
        assertThat(fetcher.calls).isEqualTo(calls);

        // A retry of the timer succeeds, so the issuer is known to have no other key.
        fetcher.body = Optional.of(ISSUER.jwks("key-1"));
        scheduler.advance(Duration.ofSeconds(1));
        assertThat(fetcher.calls).isGreaterThan(calls);
        assertUnknown("random");
    }

    @Test
    void aRetryOfTheTimerIsNoReasonToRefuseAnUnknownKey() throws Exception {
        keys.start();
        scheduler.run();
        fetcher.body = Optional.empty();
        // The timer's refresh fails, and is tried again with growing delays.
        scheduler.advance(Duration.ofMinutes(12).plusSeconds(20));
        int calls = fetcher.calls;

        ask(() -> assertUnavailable("new"));
        assertThat(fetcher.calls).isEqualTo(calls + 1);
        assertUnavailable("new");

        fetcher.body = Optional.of(OTHER.jwks("new"));
        scheduler.advance(Duration.ofSeconds(60));
        assertThat(keys.keyFor(header("new"))).isNotNull();
    }

    @Test
    void fetchesOnceForTokensThatTheKnownKeyDoesNotVerify() throws Exception {
        keys.start();
        scheduler.run();
        KeySet before = keys.snapshot();
        Key known = keys.keyFor(header("key-1"));
        fetcher.body = Optional.of(OTHER.jwks("key-1"));

        scheduler.advance(Duration.ofSeconds(29));
        assertThat(keys.renew(before)).isFalse();
        scheduler.run();
        assertThat(fetcher.calls).isEqualTo(1);

        scheduler.advance(Duration.ofSeconds(1));
        ask(() -> assertThat(keys.renew(before)).isTrue());
        assertThat(fetcher.calls).isEqualTo(2);
        assertThat(keys.keyFor(header("key-1"))).isNotSameAs(known);
        assertThat(keys.isUsable(known)).isFalse();

        // A request that has used the old set only needs to try again.
        assertThat(keys.renew(before)).isTrue();
        assertThat(keys.renew(keys.snapshot())).isFalse();
        scheduler.run();
        assertThat(fetcher.calls).isEqualTo(2);
    }

    @Test
    void doesNotRenewIfTheDocumentIsUnchangedOrCannotBeFetched() throws Exception {
        keys.start();
        scheduler.run();
        KeySet before = keys.snapshot();

        scheduler.advance(Duration.ofSeconds(30));
        fetcher.unchanged = true;
        ask(() -> assertThat(keys.renew(before)).isFalse());
        scheduler.advance(Duration.ofSeconds(30));
        fetcher.body = Optional.empty();
        ask(() -> assertThat(keys.renew(before)).isFalse());

        int calls = fetcher.calls;
        assertThat(keys.renew(before)).isFalse();
        assertThat(fetcher.calls).isEqualTo(calls);
        assertThat(keys.keyFor(header("key-1"))).isNotNull();
    }

    @Test
    void reportsTheAddressAfterEachFailure() {
        keys.start();
        scheduler.run();
        assertThat(fetcher.reported).isZero();

        for (String useless : List.of("<html>", "{\"keys\":[]}")) {
            fetcher.body = Optional.of(useless);
            scheduler.advance(Duration.ofMinutes(12));
        }
        assertThat(fetcher.reported).isGreaterThanOrEqualTo(2);
    }

    @Test
    void usesAKeyThatIsListedForEachOfItsAlgorithms() {
        String key = ISSUER.jwk("key-1");
        fetcher.body = Optional.of(
                "{\"keys\":[" + key + "," + key.replace("RS256", "RS384") + "," + key.replace("RS256", "RS512") + "]}");
        keys.start();
        scheduler.run();

        assertThat(keys.keyFor(header("key-1"))).isNotNull();
    }

    @Test
    void saysWhichKeysAreAmbiguousIfNoKeyIsLeft() {
        fetcher.body = Optional.of("{\"keys\":[" + ISSUER.jwk("a'b") + "," + OTHER.jwk("a'b") + "]}");
        try (LogLines log = new LogLines()) {
            keys.start();
            scheduler.run();

            String fault = "key 'a’b': different keys have this 'kid' and can verify [RS256], so a token does not tell"
                    + " which one is meant; the issuer must give each key its own 'kid'";
            assertThat(log.all())
                    .containsExactly(
                            "WARNING issuer 'main': lmcp does not use " + fault,
                            "WARNING cannot refresh the keys of issuer 'main' (1 failures in a row): the document has no"
                                    + " key for [RS256]; not used: " + fault);
        }
    }

    @Test
    void logsEachFaultyKeyOnceAndAPublishedSecretAsAnError() {
        String post = "{\"kty\":\"AKP\",\"kid\":\"pq\"}";
        String secret = "{\"kty\":\"oct\",\"kid\":\"shared\",\"k\":\"AAAA\"}";
        String revealed = OTHER.jwk("leaked").replace("{", "{\"d\":\"AQAB\",");
        String document = "{\"keys\":[null," + post + "," + secret + "," + revealed + "," + ISSUER.jwk("key-1") + "]}";
        fetcher.body = Optional.of(document);
        try (LogLines log = new LogLines()) {
            keys.start();
            scheduler.run();
            scheduler.advance(Duration.ofHours(5));

            String everybody =
                    "the key has private members, so everybody can read them; the issuer must revoke the key";
            assertThat(log.all())
                    .containsExactly(
                            "WARNING issuer 'main': lmcp does not use a key without 'kid': an entry of 'keys' is not a"
                                    + " JSON object",
                            "WARNING issuer 'main': lmcp does not use key 'pq': a key has an unsupported 'kty', expected"
                                    + " RSA, EC or OKP",
                            "SEVERE issuer 'main': lmcp does not use key 'shared': " + everybody,
                            "SEVERE issuer 'main': lmcp does not use key 'leaked': " + everybody);

            fetcher.body = Optional.of(document.replace("leaked", "leaked-2"));
            scheduler.advance(Duration.ofMinutes(12));
            assertThat(log.all()).hasSize(5).last().asString().contains("'leaked-2'");
            assertThat(fetcher.calls).isGreaterThan(20);
        }
    }

    /** Runs a request on another thread, and meanwhile the tasks that it makes due. */
    private void ask(Runnable request) throws Exception {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Future<?> asked = thread.submit(request);
            while (!asked.isDone()) {
                scheduler.run();
            }
            asked.get();
        } finally {
            thread.shutdownNow();
        }
    }

    @Test
    void usesStaleKeysForAnHour() {
        keys.start();
        scheduler.run();
        fetcher.body = Optional.empty();

        scheduler.advance(Duration.ofMinutes(74));
        Key stale = keys.keyFor(header("key-1"));
        assertUnavailable("random");
        scheduler.advance(Duration.ofMinutes(1));

        assertUnavailable("key-1");
        assertThat(keys.isUsable(stale)).isFalse();
        assertThat(keys.isReady()).isFalse();
    }

    @Test
    void recoversFromExpiredKeysWithoutARestart() {
        keys.start();
        scheduler.run();
        fetcher.body = Optional.empty();
        scheduler.advance(Duration.ofHours(3));

        fetcher.body = Optional.of(ISSUER.jwks("key-1"));
        scheduler.advance(Duration.ofSeconds(60));

        assertThat(keys.keyFor(header("key-1"))).isNotNull();
    }

    @Test
    void aRemovedKeyIsUnusableAtOnceAndAnUnchangedKeyStaysTheSameObject() {
        fetcher.body = Optional.of("{\"keys\":[" + ISSUER.jwk("key-1") + "," + OTHER.jwk("key-2") + "]}");
        keys.start();
        scheduler.run();
        Key kept = keys.keyFor(header("key-1"));
        Key gone = keys.keyFor(header("key-2"));

        fetcher.body = Optional.of(ISSUER.jwks("key-1"));
        scheduler.advance(Duration.ofMinutes(12));

        assertThat(keys.keyFor(header("key-1"))).isSameAs(kept);
        assertThat(keys.isUsable(kept)).isTrue();
        assertThat(keys.isUsable(gone)).isFalse();
        assertUnknown("key-2");
    }

    @Test
    void notModifiedExtendsTheLifetime() {
        keys.start();
        scheduler.run();
        Key before = keys.keyFor(header("key-1"));
        fetcher.unchanged = true;

        scheduler.advance(Duration.ofHours(5));

        assertThat(keys.keyFor(header("key-1"))).isSameAs(before);
    }

    @Test
    void keepsTheOldSetIfADocumentHasNoUsableKey() {
        keys.start();
        scheduler.run();

        for (String useless : List.of("{\"keys\":[]}", "{}", "<html>", "", "[]", "{\"keys\":[1]}", "{\"keys\":{}}")) {
            fetcher.body = Optional.of(useless);
            scheduler.advance(Duration.ofMinutes(2));
            assertThat(keys.keyFor(header("key-1"))).as(useless).isNotNull();
        }
    }

    @Test
    void anEmptyDocumentRevokesTheKeysIfConfigured() {
        RemoteJwkSet revoking = keys(true);
        revoking.start();
        scheduler.run();
        fetcher.body = Optional.of("{\"keys\":[]}");

        scheduler.advance(Duration.ofMinutes(12).plusSeconds(1));

        assertThatExceptionOfType(InvalidJwsException.class).isThrownBy(() -> revoking.keyFor(header("key-1")));
    }

    @Test
    void aRequestThatComesWhileKeysArriveUsesThem() {
        keys.start();
        scheduler.run();
        fetcher.body = Optional.empty();
        scheduler.advance(Duration.ofHours(3));
        fetcher.body = Optional.of(ISSUER.jwks("key-1"));
        keys.refresh();
        // The request has seen that the keys have expired. Before it looks for the attempt, the attempt ends.
        scheduler.atReading(1, scheduler::run);

        assertThat(keys.keyFor(header("key-1"))).isNotNull();
    }

    @Test
    void aRequestThatWantsNewerKeysUsesThoseThatHaveArrived() {
        keys.start();
        scheduler.run();
        scheduler.advance(Duration.ofSeconds(30));
        KeySet before = keys.snapshot();
        fetcher.body = Optional.of("{\"keys\":[" + ISSUER.jwk("key-1") + "," + OTHER.jwk("key-2") + "]}");
        // The request has seen that no attempt is running. Before it starts one, another one comes and ends.
        scheduler.atReading(2, () -> {
            keys.refresh();
            scheduler.run();
        });

        assertThat(keys.keyFor(header("key-2"))).isNotNull();
        assertThat(keys.renew(before)).isTrue();
        scheduler.run();
        assertThat(fetcher.calls).isEqualTo(2);
    }

    @Test
    void aRetryThatIsDueAtOnceFindsTheFailedAttemptOver() {
        ArrayDeque<Runnable> later = new ArrayDeque<>();
        TaskScheduler hasty = new TaskScheduler() {
            @Override
            public long nanoTime() {
                return 0;
            }

            @Override
            public void schedule(Duration delay, Runnable task) {
                if (delay.isZero()) {
                    task.run();
                } else {
                    later.add(task);
                }
            }
        };
        JwksReader reader = new JwksReader("main", EnumSet.of(Algorithm.RS256), false);
        JwksFetcher downAtFirst = new JwksFetcher() {
            @Override
            public Document fetch(Optional<String> entityTag) throws FetchFailedException {
                Optional<String> body = fetcher.body;
                fetcher.body = Optional.of(ISSUER.jwks("key-1"));
                return new Document(
                        Optional.of(body.orElseThrow(() -> new FetchFailedException("the issuer is down"))
                                .getBytes(StandardCharsets.UTF_8)),
                        Optional.empty(),
                        Optional.empty());
            }

            @Override
            public void reportFailure() {}
        };
        fetcher.body = Optional.empty();
        RemoteJwkSet retrying = new RemoteJwkSet("main", downAtFirst, reader, REFRESH_POLICY, hasty, () -> 0);

        retrying.start();

        assertThat(retrying.isReady()).isTrue();
        assertThat(later).hasSize(1);
    }

    @Test
    void waitsForTheFirstFetch() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        keys.start();
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Future<Key> found = thread.submit(() -> {
                asked.countDown();
                return keys.keyFor(header("key-1"));
            });
            asked.await();
            scheduler.run();

            assertThat(found.get(5, TimeUnit.SECONDS)).isNotNull();
            assertThat(fetcher.calls).isEqualTo(1);
        } finally {
            thread.shutdownNow();
        }
    }
}
