package dev.lmcp.testkit.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lmcp.config.StartupException;
import dev.lmcp.spi.AuthProvider;
import dev.lmcp.spi.Authenticator;
import dev.lmcp.spi.Exchange;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * The rules that every auth plugin must follow. The tests of a plugin extend this class.
 *
 * <p>JUnit runs the rules against the plugin in a complete server, which finds it with {@link java.util.ServiceLoader} as
 * in production. If the plugin throws or returns null, the response has status 500. A rule cannot be switched off, because
 * the server relies on it.
 */
@Timeout(120)
@Isolated("the log and the threads of the whole process are watched")
public abstract class AuthContract {

    private static final int THREADS = 32;
    private static final int ROUNDS = 25;
    private static final Credential OF_UNKNOWN_SCHEME =
            Credential.authorization("Unheard-Of", "a-credential-of-no-kind");

    /** Creates the contract of a plugin. */
    protected AuthContract() {}

    /** Returns a new plugin, of the class that {@code META-INF/services} names. */
    protected abstract AuthProvider plugin();

    /** Returns settings with which the plugin accepts {@link #good}, by key without {@code lmcp.auth.NAME.}. */
    protected abstract Map<String, String> settings();

    /** Returns a credential that the plugin accepts. */
    protected abstract Credential good();

    /** Returns a credential of the plugin's own kind that the plugin does not know. */
    protected abstract Credential unknown();

    /** Returns the clock of the server; the system clock unless a test overrides this method. */
    protected Clock clock() {
        return Clock.systemUTC();
    }

    private AuthTrial start() {
        return AuthTrial.start(plugin().getClass(), plugin().name(), settings(), clock());
    }

    @Test
    void isFoundByItsNameAndStartsNothing() {
        StartedThreads threads = new StartedThreads();
        assertThat(plugin().name()).isEqualTo(plugin().name());
        assertThat(threads.remaining())
                .as("threads that the constructor started")
                .isEmpty();
        try (AuthTrial trial = start()) {
            assertThat(trial.report()).contains(plugin().name());
        }
    }

    @Test
    void acceptsAGoodCredentialAndRefusesAnUnknownOne() {
        try (AuthTrial trial = start()) {
            assertThat(trial.send(good()).status()).isEqualTo(200);
            assertThatIsRefused(trial.send(unknown()));
            assertThat(trial.send(good()).status()).isEqualTo(200);
        }
    }

    @Test
    void challengesARequestWithoutCredentials() {
        try (AuthTrial trial = start()) {
            assertThatIsRefused(trial.send());
        }
    }

    /** Expects 401 with a well-formed challenge (RFC 9110 §15.5.2). */
    private static void assertThatIsRefused(Exchange.Response response) {
        assertThat(response.status()).isEqualTo(401);
        String field = response.headers().firstValue("WWW-Authenticate").orElse("");
        assertThat(ChallengeField.read(field))
                .as("WWW-Authenticate: %s, by the grammar of RFC 9110", field)
                .isPresent();
    }

    @Test
    void leavesCredentialsOfAnotherKindToTheNextPlugin() {
        try (AuthTrial trial =
                AuthTrial.startBeforeAnOpenPlugin(plugin().getClass(), plugin().name(), settings(), clock())) {
            assertThat(trial.send().status()).as("no credential at all").isEqualTo(200);
            assertThat(trial.send(OF_UNKNOWN_SCHEME).status())
                    .as("a credential of another scheme")
                    .isEqualTo(200);
        }
    }

    @Test
    void refusesARepeatedField() {
        try (AuthTrial trial = start()) {
            assertThat(trial.send(good(), good()).status()).isEqualTo(400);
            assertThat(trial.send(good(), unknown()).status()).isEqualTo(400);
            assertThat(trial.send(unknown(), good()).status()).isEqualTo(400);
        }
    }

    @Test
    void survivesMalformedCredentials() {
        try (AuthTrial trial = start()) {
            for (String odd : malformedSecrets(good().secret())) {
                Exchange.Response response = trial.sendField(good().field(), good().valueOf(odd));
                assertThat(response.status())
                        .as("status for the value '%s' (500: the plugin threw or returned null)", odd)
                        .isIn(400, 401, 403);
            }
        }
    }

    private static List<String> malformedSecrets(String secret) {
        int last = secret.length() - 1;
        List<String> odd = new ArrayList<>(List.of(
                "",
                " ",
                ",",
                "\"",
                "=",
                "a.b.c",
                "....",
                "null",
                "\u0000",
                "\u00e4\u20ac\ud83d\ude42",
                "%s%n{0}${jndi:x}",
                secret.substring(0, last),
                secret.substring(1),
                secret + "x",
                secret + secret,
                secret + " " + secret,
                "x".repeat(12_000)));
        odd.add(secret.substring(0, last / 2) + other(secret.charAt(last / 2)) + secret.substring(last / 2 + 1));
        return odd;
    }

    private static char other(char c) {
        return c == 'A' ? 'B' : 'A';
    }

    @Test
    void decidesCorrectlyAndPromptlyForManyThreads() throws InterruptedException, ExecutionException {
        ExecutorService pool = Executors.newFixedThreadPool(THREADS);
        CountDownLatch begin = new CountDownLatch(1);
        try (AuthTrial trial = start()) {
            List<Future<List<Integer>>> statuses = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                Credential presented = thread % 2 == 0 ? good() : unknown();
                statuses.add(pool.submit(() -> {
                    begin.await();
                    List<Integer> seen = new ArrayList<>();
                    for (int round = 0; round < ROUNDS; round++) {
                        seen.add(trial.send(presented).status());
                    }
                    return seen;
                }));
            }
            long started = System.nanoTime();
            begin.countDown();
            for (int thread = 0; thread < THREADS; thread++) {
                assertThat(statuses.get(thread).get()).containsOnly(thread % 2 == 0 ? 200 : 401);
            }
            assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - started))
                    .as("seconds for %d decisions", THREADS * ROUNDS)
                    .isLessThan(30);
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void acceptsNoCallerWithoutSettings() {
        try (AuthTrial trial = AuthTrial.start(plugin().getClass(), plugin().name(), Map.of(), clock())) {
            assertThat(trial.send(good()).status()).isBetween(400, 599);
            assertThat(trial.send(unknown()).status()).isBetween(400, 599);
            assertThat(trial.send().status()).isBetween(400, 599);
        } catch (StartupException refused) {
            assertThat(refused.problems()).isNotEmpty();
        }
    }

    @Test
    void showsNoCredentialInTheLogTheReportOrAResponse() {
        List<String> shown = new ArrayList<>();
        CapturedLog log = new CapturedLog();
        try (log;
                AuthTrial trial = start()) {
            shown.add(trial.report());
            for (Credential presented : List.of(good(), unknown())) {
                shown.add(AuthTrial.text(trial.send(presented)));
                shown.add(AuthTrial.text(trial.send(presented, presented)));
                shown.add(AuthTrial.text(trial.sendField(
                        presented.field(), presented.valueOf(presented.secret() + " " + presented.secret()))));
            }
        }
        shown.addAll(log.lines());
        assertThatContainNoCredential(shown);
    }

    @Test
    void showsNoCredentialInToString() {
        AuthProvider plugin = plugin();
        TestSettings settings = TestSettings.of("lmcp.auth." + plugin.name() + '.', settings());
        try (TestServices services = TestServices.withThreads(clock());
                Authenticator authenticator = plugin.create(settings, services)) {
            List<String> forms = new ArrayList<>(settings.problems());
            forms.addAll(services.notices());
            forms.add(plugin + " " + authenticator + " " + authenticator.challenge());
            for (Credential presented : List.of(good(), unknown())) {
                forms.add(String.valueOf(authenticator.authenticate(TestCredentials.of(presented))));
            }
            forms.add(authenticator.toString());
            assertThatContainNoCredential(forms);
        }
    }

    private void assertThatContainNoCredential(List<String> texts) {
        // The output of a test is a log too, so it must not contain the credential.
        String good = good().secret();
        String unknown = unknown().secret();
        assertThat(texts.stream()
                        .filter(text -> text.contains(good) || text.contains(unknown))
                        .map(text -> text.replace(good, "[CREDENTIAL]").replace(unknown, "[CREDENTIAL]")))
                .as("texts that contain a credential")
                .isEmpty();
    }

    @Test
    void leavesNoThreadsAndIsIndependentOfOtherServers() {
        StartedThreads threads = new StartedThreads();
        try (AuthTrial other = start()) {
            try (AuthTrial closed = start()) {
                assertThat(closed.send(good()).status()).isEqualTo(200);
                assertThat(closed.send(unknown()).status()).isEqualTo(401);
            }
            assertThat(other.send(good()).status()).isEqualTo(200);
            assertThat(other.send(unknown()).status()).isEqualTo(401);
        }
        assertThat(threads.remaining()).as("threads after the stop").isEmpty();
    }

    @Test
    void canBeClosedTwice() {
        AuthProvider plugin = plugin();
        try (TestServices services = TestServices.withThreads(clock())) {
            Authenticator authenticator =
                    plugin.create(TestSettings.of("lmcp.auth." + plugin.name() + '.', settings()), services);
            authenticator.close();
            authenticator.close();
        }
    }
}
