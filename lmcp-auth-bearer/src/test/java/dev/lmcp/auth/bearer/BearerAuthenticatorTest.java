package dev.lmcp.auth.bearer;

import static dev.lmcp.auth.bearer.BearerTrial.OTHER;
import static dev.lmcp.auth.bearer.BearerTrial.STRONG;
import static dev.lmcp.auth.bearer.BearerTrial.accepted;
import static dev.lmcp.auth.bearer.BearerTrial.decision;
import static dev.lmcp.auth.bearer.BearerTrial.write;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lmcp.Principal;
import dev.lmcp.Scopes;
import dev.lmcp.spi.AuthDecision;
import dev.lmcp.spi.Authenticator;
import dev.lmcp.spi.Challenge;
import dev.lmcp.testkit.plugin.TestCredentials;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BearerAuthenticatorTest {

    private static final AuthDecision NOT_MINE = AuthDecision.abstain();

    private final BearerTrial trial = new BearerTrial();

    @TempDir
    private Path folder;

    @AfterEach
    void stop() {
        trial.close();
    }

    @Test
    void acceptsTheDefaultToken() {
        trial.settings.with("token", STRONG);

        AuthDecision.Accepted accepted = accepted(trial.start(), STRONG);

        assertThat(accepted.principal())
                .isEqualTo(Principal.of("bearer", "default").withScopes(Scopes.all()));
        assertThat(accepted.stillValid().getAsBoolean()).isTrue();
        assertThat(trial.problems()).isEmpty();
    }

    @Test
    void acceptsNamedTokensAndDigestsWithTheirScopesAndExpiry() {
        trial.settings
                .with("tokens.alice.value", STRONG)
                .with("tokens.alice.scopes", "read, write")
                .with(
                        "tokens.bob.value",
                        "sha256:" + "9F86D081884C7D659A2FEAA0C55AD015A3BF4F1B2B0B822CD15D6C15B0F00A08")
                .with("tokens.bob.expires-at", "2026-06-01T02:00:00+02:00");

        Authenticator bearer = trial.start();

        assertThat(accepted(bearer, STRONG).principal())
                .isEqualTo(Principal.of("bearer", "alice").withScopes(Scopes.of(List.of("read", "write"))));
        assertThat(accepted(bearer, "test").principal())
                .isEqualTo(Principal.of("bearer", "bob")
                        .withScopes(Scopes.all())
                        .withExpiry(Instant.parse("2026-06-01T00:00:00Z")));
        assertThat(trial.problems()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "D2B7C1F09AE84C53B6F7E0A19C3D5E7F8A9B0C1D2E3F405162738495A6B7C8D9", STRONG + "="})
    void leavesUnknownTokensToTheNextPlugin(String token) {
        trial.settings.with("token", STRONG);

        assertThat(decision(trial.start(), token)).isEqualTo(NOT_MINE);
    }

    @Test
    void refusesADigestThatIsPresentedAsAToken() {
        trial.settings.with(
                "tokens.bob.value", "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08");

        Authenticator bearer = trial.start();

        assertThat(decision(bearer, "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"))
                .isEqualTo(NOT_MINE);
        assertThat(decision(bearer, "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"))
                .isEqualTo(NOT_MINE);
    }

    @Test
    void abstainsWithoutCredentialsOfItsScheme() {
        trial.settings.with("token", STRONG);
        Authenticator bearer = trial.start();

        assertThat(decision(bearer, TestCredentials.none())).isEqualTo(NOT_MINE);
        assertThat(decision(bearer, TestCredentials.authorization("DPoP", STRONG)))
                .isEqualTo(NOT_MINE);
        assertThat(decision(bearer, TestCredentials.authorization("Basic", STRONG)))
                .isEqualTo(NOT_MINE);
        assertThat(decision(bearer, TestCredentials.authorization("bEARER", STRONG)))
                .isInstanceOf(AuthDecision.Accepted.class);
        assertThat(bearer.challenge()).contains(Challenge.of("Bearer"));
    }

    @Test
    void rejectsATokenFromTheMomentItExpires() {
        trial.settings.with("tokens.alice.value", STRONG).with("tokens.alice.expires-at", "2026-01-01T01:00:00Z");
        Authenticator bearer = trial.start();

        trial.services.pass(Duration.ofMinutes(60).minusNanos(1));
        AuthDecision before = decision(bearer, STRONG);
        trial.services.pass(Duration.ofNanos(1));
        AuthDecision after = decision(bearer, STRONG);

        assertThat(before).isInstanceOf(AuthDecision.Accepted.class);
        assertThat(after)
                .isEqualTo(AuthDecision.reject(
                        Challenge.of("Bearer")
                                .with("error", "invalid_token")
                                .with("error_description", "The access token expired"),
                        "token 'alice' has expired"));
    }

    @Test
    void listsTheNamesOfItsTokensAndNotTheirValues() {
        trial.settings.with("tokens.alice.value", STRONG).with("tokens.bob.value", OTHER);

        assertThat(trial.start().check()).containsExactly(new Authenticator.Finding(true, "2 tokens: alice, bob"));
    }

    @Test
    void noToStringContainsAToken() {
        Entry entry = Entry.plain("token", dev.lmcp.spi.Secret.of(STRONG));
        Problems none = new Problems() {
            @Override
            public void report(String key, String text) {
                throw new AssertionError(text);
            }

            @Override
            public void warn(String text) {
                throw new AssertionError(text);
            }
        };
        TokenSet set = new EntryReader(false, none).read(List.of(entry));

        assertThat(entry + " " + set + " " + TokenDigest.of(STRONG) + " " + set.find(STRONG))
                .doesNotContain(STRONG)
                .contains("[secret]", "[digest]");
    }

    @Test
    void decidesForManyThreadsWhileTokensChange() throws Exception {
        String third = "lmcp.auth.bearer.tokens.carol.value=" + "c".repeat(43) + "\n";
        String bob = "lmcp.auth.bearer.tokens.bob.value=" + OTHER + "\n";
        Path file = write(folder.resolve("tokens"), bob);
        trial.settings.with("tokens.alice.value", STRONG).with("tokens-file", file.toString());
        Authenticator bearer = trial.start();
        ExecutorService pool = Executors.newFixedThreadPool(32);
        CountDownLatch start = new CountDownLatch(1);
        try {
            List<Future<Boolean>> right = new ArrayList<>();
            for (int thread = 0; thread < 32; thread++) {
                String token = thread % 2 == 0 ? STRONG : OTHER;
                String name = thread % 2 == 0 ? "alice" : "bob";
                right.add(pool.submit(() -> {
                    start.await();
                    for (int i = 0; i < 500; i++) {
                        boolean known =
                                accepted(bearer, token).principal().subject().equals(name);
                        if (!known || !decision(bearer, token + i).equals(NOT_MINE)) {
                            return false;
                        }
                    }
                    return true;
                }));
            }
            start.countDown();
            for (int i = 0; i < 50; i++) {
                write(file, i % 2 == 0 ? bob + third : bob);
                trial.services.pass(Duration.ofSeconds(10));
            }
            for (Future<Boolean> each : right) {
                assertThat(each.get()).isTrue();
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(trial.logger.lines()).hasSize(50);
    }
}
