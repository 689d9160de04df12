package dev.lmcp.auth.bearer;

import static dev.lmcp.auth.bearer.BearerTrial.OTHER;
import static dev.lmcp.auth.bearer.BearerTrial.STRONG;
import static dev.lmcp.auth.bearer.BearerTrial.accepted;
import static dev.lmcp.auth.bearer.BearerTrial.decision;
import static dev.lmcp.auth.bearer.BearerTrial.write;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lmcp.spi.AuthDecision;
import dev.lmcp.spi.Authenticator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BearerStartTest {

    private static final String P = "lmcp.auth.bearer.";

    private final BearerTrial trial = new BearerTrial();

    @TempDir
    private Path folder;

    @AfterEach
    void noTokenWasReported() {
        trial.close();
        assertThat(trial.problems() + " " + trial.services.notices() + " " + trial.logger.lines())
                .doesNotContain(STRONG)
                .doesNotContain(OTHER)
                .doesNotContain("guess-me-1");
    }

    private void assertProblem(String text) {
        trial.start();
        assertThat(trial.problems()).containsExactly(text);
    }

    private void assertNotices(String... texts) {
        trial.start();
        assertThat(trial.problems()).isEmpty();
        assertThat(trial.services.notices()).containsExactly(texts);
    }

    @Test
    void refusesToStartWithoutAToken() {
        assertProblem(P + "token: no token is set; expected at least one: make one with 'openssl rand -hex"
                + " 32', and set LMCP_TOKEN, --auth-file FILE or lmcp.auth.bearer.tokens.NAME.value");
    }

    @Test
    void refusesAnEmptyToken() {
        trial.settings.with("token", "", "environment LMCP_TOKEN").with("tokens.a.value", STRONG);

        assertProblem(P + "token: the value is empty; expected a token: set one, or remove the setting");
    }

    @Test
    void refusesANameWithoutAValue() {
        trial.settings.with("token", STRONG).with("tokens.a.scopes", "read");

        assertProblem(P + "tokens.a.value: the token has no value; expected a token, or sha256: and its digest");
    }

    @ParameterizedTest
    @ValueSource(strings = {"guess-me-1", "guess-me-1-guess-me-1"})
    void refusesAWeakToken(String token) {
        trial.settings.with("token", token);

        assertProblem(P + "token: token 'default' has " + token.length() + " characters and could be guessed; expected"
                + " 43 or more, at least 22: make one with 'openssl rand -hex 32', or set"
                + " lmcp.auth.bearer.allow-weak-tokens=true for a trial");
    }

    @Test
    void acceptsAWeakTokenIfThatIsAllowedAndWarns() {
        trial.settings.with("token", "guess-me-1").with("allow-weak-tokens", "true");

        assertNotices(
                "bearer: token 'default' has 10 characters; expected 43 or more: make one with 'openssl rand -hex 32'",
                "bearer: tokens without a list of scopes have every scope: default");
    }

    @Test
    void warnsAboutATokenThatIsNotStrong() {
        trial.settings.with("tokens.a.value", "x".repeat(42)).with("tokens.a.scopes", "read");

        assertNotices("bearer: token 'a' has 42 characters; expected 43 or more: make one with 'openssl rand -hex 32'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "guess-me-1 guess-me-1 guess-me-1",
                "guess-me-1\u00e9xxxxxxxxxxxxxxxxxxxxxxxxxxx",
                "guess-me-1=xxxxxxxxxxxxxxxxxxxxxxxxxxx",
                "guess-me-1:xxxxxxxxxxxxxxxxxxxxxxxxxxx",
                "========================="
            })
    void refusesCharactersThatARequestCannotContain(String token) {
        trial.settings.with("token", token);

        assertProblem(
                P + "token: token 'default' has a character that a request cannot contain; expected letters,"
                        + " digits and - . _ ~ + / with '=' only at the end (RFC 6750 §2.1): make one with 'openssl rand -hex 32'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sha256:", "sha256:00", "sha256:zz", "sha256:" + STRONG + "00"})
    void refusesAMalformedDigest(String digest) {
        trial.settings.with("tokens.a.value", digest);

        assertProblem(P + "tokens.a.value: token 'a' has a malformed digest; expected 'sha256:' and 64 hexadecimal"
                + " digits");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "tomorrow", "2026-12-31", "2026-12-31T00:00:00", "1780000000"})
    void refusesAMalformedExpiry(String time) {
        trial.settings.with("tokens.a.value", STRONG).with("tokens.a.expires-at", time);

        assertProblem(P + "tokens.a.value: token 'a' expires at '" + time
                + "', which is not a time; expected a time such as 2027-01-31T00:00:00Z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " , "})
    void refusesAnEmptyListOfScopes(String scopes) {
        trial.settings.with("tokens.a.value", STRONG).with("tokens.a.scopes", scopes);

        assertProblem(P + "tokens.a.value: token 'a' has an empty list of scopes; expected scope names: add them, or"
                + " remove the list for every scope");
    }

    @Test
    void refusesOneNameInTwoPlaces() {
        trial.settings.with("token", STRONG).with("tokens.default.value", OTHER);

        assertProblem(P + "token: the token 'default' is set here and in 'tokens.default.value'; expected each name"
                + " once: remove one, or rename it");
    }

    @Test
    void refusesOneValueUnderTwoNames() {
        trial.settings.with("tokens.a.value", STRONG).with("tokens.b.value", STRONG);

        assertProblem(
                P + "tokens.b.value: the tokens 'a' and 'b' have the same value; expected a different value for each"
                        + " name");
    }

    @Test
    void reportsEveryProblemAtOnce() {
        trial.settings
                .with("tokens.a.value", "guess-me-1")
                .with("tokens.a.expires-at", "never")
                .with("tokens.b.value", "sha256:0");

        trial.start();

        assertThat(trial.problems()).hasSize(3);
    }

    @Test
    void namesUnlimitedAndExpiredTokens() {
        trial.settings
                .with("tokens.b.value", STRONG)
                .with("tokens.a.value", OTHER)
                .with("tokens.c.value", "c".repeat(43))
                .with("tokens.c.scopes", "read")
                .with("tokens.c.expires-at", "2025-12-31T23:59:59Z");

        assertNotices(
                "bearer: tokens without a list of scopes have every scope: a, b", "bearer: token 'c' has expired");
    }

    @ParameterizedTest
    @ValueSource(strings = {"flag --auth", "flag --lmcp.auth.bearer.token", "system property lmcp.auth.bearer.token"})
    void warnsAboutATokenOnTheCommandLine(String origin) {
        trial.settings.with("token", STRONG, origin);

        assertNotices(
                "bearer: the token is on the command line (" + origin + "), so the process list shows it;"
                        + " expected --auth-file FILE, --auth env:NAME or LMCP_TOKEN",
                "bearer: tokens without a list of scopes have every scope: default");
    }

    @ParameterizedTest
    @ValueSource(strings = {"flag --auth, environment MY_TOKEN", "environment LMCP_TOKEN"})
    void doesNotWarnAboutATokenThatTheProcessListDoesNotShow(String origin) {
        trial.settings.with("token", STRONG, origin);

        assertNotices("bearer: tokens without a list of scopes have every scope: default");
    }

    @Test
    void usesNoGeneratedTokenIfOneIsConfigured() {
        trial.services.generateSecret(STRONG);
        trial.settings.with("tokens.a.value", OTHER);

        Authenticator bearer = trial.start();

        assertThat(decision(bearer, STRONG)).isInstanceOf(AuthDecision.Abstained.class);
        assertThat(accepted(bearer, OTHER).principal().subject()).isEqualTo("a");
        assertThat(trial.services.isGeneratedSecretTaken()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"token", "token-file", "tokens-file", "lua-conf-file", "tokens.a.value"})
    void usesNoGeneratedTokenInsteadOfAMalformedOne(String key) {
        trial.services.generateSecret(STRONG);
        trial.settings.with(key, key.equals("token") || key.endsWith("value") ? "" : "absent");

        trial.start();

        assertThat(trial.problems()).isNotEmpty();
        assertThat(trial.services.isGeneratedSecretTaken()).isFalse();
    }

    @Test
    void usesAGeneratedTokenIfNoneIsConfigured() {
        trial.services.generateSecret(STRONG);

        assertThat(accepted(trial.start(), STRONG).principal().subject()).isEqualTo("default");
        assertThat(trial.problems()).isEmpty();
        assertThat(trial.services.isGeneratedSecretTaken()).isTrue();
    }

    @Test
    void readsTheTokenFromAFile() {
        trial.settings.with(
                "token-file",
                write(folder.resolve("token"), "\n  " + STRONG + " \r\n").toString());

        assertThat(accepted(trial.start(), STRONG).principal().subject()).isEqualTo("default");
        assertThat(trial.problems()).isEmpty();
    }

    @Test
    void refusesATokenAndAFileWithOne() {
        Path file = write(folder.resolve("token"), OTHER);
        trial.settings.with("token", STRONG).with("token-file", file.toString());

        assertProblem(P + "token: the token 'default' is set here and in 'token-file'; expected each name once: remove"
                + " one, or rename it");
    }

    @Test
    void refusesAFileThatCannotBeRead() {
        Path file = folder.resolve("absent");
        trial.settings.with("token-file", file.toString());

        assertProblem(P + "token-file: file '" + file
                + "' does not exist; expected a readable file: correct the path, or create the file");
    }

    @Test
    void refusesAFileWithoutAToken() {
        Path none = write(folder.resolve("none"), " \n\n");
        trial.settings.with("token-file", none.toString());

        assertProblem(P + "token-file: file '" + none + "' contains no token; expected one line with the token");
    }

    @Test
    void refusesAFileWithSeveralTokens() {
        Path two = write(folder.resolve("two"), STRONG + "\n" + OTHER);
        trial.settings.with("token-file", two.toString());

        assertProblem(P + "token-file: file '" + two + "' contains 2 lines; expected one line with the token");
    }

    @Test
    void warnsAboutAFileThatOthersCanRead() throws IOException {
        Path file = write(folder.resolve("token"), STRONG);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        trial.settings.with("token-file", file.toString());

        assertNotices("bearer: tokens without a list of scopes have every scope: default");
        assertThat(trial.settings.warnings())
                .containsExactly("token-file: file '" + file + "' is accessible to other users; expected mode 0600");
    }

    @Test
    void readsNamedTokensFromAFile() {
        Path file = write(folder.resolve("tokens"), """
                # rotated every month
                lmcp.auth.bearer.tokens.a.value = %s
                lmcp.auth.bearer.tokens.a.scopes = read write
                lmcp.auth.bearer.tokens.b.value = sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
                """.formatted(STRONG));
        trial.settings.with("tokens-file", file.toString());

        Authenticator bearer = trial.start();

        assertThat(trial.problems()).isEmpty();
        assertThat(accepted(bearer, STRONG).principal().scopes().contains("write"))
                .isTrue();
        assertThat(accepted(bearer, STRONG).principal().scopes().contains("admin"))
                .isFalse();
        assertThat(accepted(bearer, "test").principal().subject()).isEqualTo("b");
    }

    @Test
    void reportsTheProblemsOfAFileWithNamedTokens() {
        Path file = write(folder.resolve("tokens"), """
                lmcp.auth.bearer.tokens.a.value = %s
                lmcp.auth.bearer.tokens.a.value = %s
                lmcp.auth.bearer.tokens.b.scopes = read
                tokens.c.value = x
                """.formatted(STRONG, OTHER));
        trial.settings.with("tokens-file", file.toString());

        trial.start();

        String where = P + "tokens-file: file '" + file + "' ";
        assertThat(trial.problems())
                .containsExactlyInAnyOrder(
                        where + "sets 'lmcp.auth.bearer.tokens.a.value' twice; expected one line: remove the other",
                        where + "has no value for the token 'b'; expected 'lmcp.auth.bearer.tokens.b.value=TOKEN'",
                        where
                                + "has the unknown key 'tokens.c.value'; expected 'lmcp.auth.bearer.tokens.NAME.' and value,"
                                + " scopes or expires-at");
    }

    @Test
    void refusesAFileWithoutNamedTokens() {
        Path file = write(folder.resolve("tokens"), "# nothing yet");
        trial.settings.with("tokens-file", file.toString());

        assertProblem(P + "tokens-file: file '" + file
                + "' contains no token; expected a line 'lmcp.auth.bearer.tokens.NAME.value=TOKEN'");
    }

    @Test
    void refusesAMalformedEscape() {
        Path file = write(folder.resolve("tokens"), "a=\\u00zz");
        trial.settings.with("tokens-file", file.toString());

        assertProblem(P + "tokens-file: file '" + file
                + "' has a faulty \\u escape; expected four hexadecimal digits behind each \\u:" + " correct it");
    }
}
