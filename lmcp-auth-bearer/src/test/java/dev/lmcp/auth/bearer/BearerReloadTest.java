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
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BearerReloadTest {

    private static final Duration TURN = Duration.ofSeconds(10);
    private static final String A = "lmcp.auth.bearer.tokens.a.value=" + STRONG + "\n";
    private static final String B = "lmcp.auth.bearer.tokens.b.value=" + OTHER + "\n";

    private final BearerTrial trial = new BearerTrial();

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void writeOne() {
        file = write(folder.resolve("tokens"), A);
    }

    @AfterEach
    void noTokenWasLogged() {
        trial.close();
        assertThat(trial.logger.lines().toString()).doesNotContain(STRONG).doesNotContain(OTHER);
    }

    private Authenticator start() {
        trial.settings.with("tokens-file", file.toString());
        Authenticator bearer = trial.start();
        assertThat(trial.problems()).isEmpty();
        return bearer;
    }

    private static boolean knows(Authenticator bearer, String token) {
        return decision(bearer, token) instanceof AuthDecision.Accepted;
    }

    @Test
    void replacesATokenWithoutInterruption() {
        Authenticator bearer = start();
        BooleanSupplier old = accepted(bearer, STRONG).stillValid();

        write(file, A + B);
        trial.services.pass(TURN);
        boolean both = knows(bearer, STRONG) && knows(bearer, OTHER) && old.getAsBoolean();
        write(file, B);
        trial.services.pass(TURN);

        assertThat(both).isTrue();
        assertThat(knows(bearer, STRONG)).isFalse();
        assertThat(knows(bearer, OTHER)).isTrue();
        assertThat(old.getAsBoolean()).isFalse();
        assertThat(trial.logger.lines())
                .containsExactly(
                        "INFO bearer tokens changed; valid now: a, b", "INFO bearer tokens changed; valid now: b");
    }

    @Test
    void warnsAboutANewFileThatOthersCanRead() throws IOException {
        start();
        Path next = write(folder.resolve("next"), B);
        Files.setPosixFilePermissions(next, PosixFilePermissions.fromString("rw-r--r--"));
        Files.move(next, file, StandardCopyOption.REPLACE_EXISTING);

        trial.services.pass(TURN);
        trial.services.pass(TURN);

        assertThat(trial.logger.lines())
                .containsExactly(
                        "WARNING bearer: file '" + file + "' is accessible to other users; expected mode 0600",
                        "INFO bearer tokens changed; valid now: b");
    }

    @Test
    void endsStreamsWhoseTokenHasNewScopes() {
        Authenticator bearer = start();
        BooleanSupplier old = accepted(bearer, STRONG).stillValid();

        write(file, A + "lmcp.auth.bearer.tokens.a.scopes=read\n");
        trial.services.pass(TURN);

        assertThat(old.getAsBoolean()).isFalse();
        assertThat(accepted(bearer, STRONG).stillValid().getAsBoolean()).isTrue();
    }

    @Test
    void keepsTheOldTokensIfTheNewFileIsMalformedAndReportsThatOnce() throws IOException {
        Authenticator bearer = start();

        write(file, B + "nonsense=1\n");
        trial.services.pass(TURN);
        trial.services.pass(TURN);
        write(file, "");
        trial.services.pass(TURN);
        Files.delete(file);
        trial.services.pass(TURN);
        boolean kept = knows(bearer, STRONG) && !knows(bearer, OTHER);
        write(file, B);
        trial.services.pass(TURN);

        assertThat(kept).isTrue();
        assertThat(knows(bearer, OTHER)).isTrue();
        String where = "WARNING lmcp.auth.bearer.tokens-file: file '" + file + "' ";
        String until = "; until this is corrected, the previous tokens stay valid";
        assertThat(trial.logger.lines())
                .containsExactly(
                        where
                                + "has the unknown key 'nonsense'; expected 'lmcp.auth.bearer.tokens.NAME.' and value, scopes or"
                                + " expires-at" + until,
                        where + "contains no token; expected a line 'lmcp.auth.bearer.tokens.NAME.value=TOKEN'" + until,
                        where + "does not exist; expected a text file in UTF-8: correct the path, or create the file"
                                + until,
                        "INFO bearer tokens changed; valid now: b");
    }

    @Test
    void keepsTheTokensOfTheSettingsAndOfTheFile() {
        trial.settings.with("tokens.c.value", "c".repeat(43));
        Authenticator bearer = start();

        write(file, B);
        trial.services.pass(TURN);

        assertThat(knows(bearer, "c".repeat(43))).isTrue();
        assertThat(knows(bearer, OTHER)).isTrue();
    }

    @Test
    void readsAFileWithOneTokenAgain() {
        Path token = write(folder.resolve("token"), OTHER);
        trial.settings.with("token-file", token.toString());
        Authenticator bearer = start();

        write(token, "n".repeat(43));
        trial.services.pass(TURN);

        assertThat(knows(bearer, OTHER)).isFalse();
        assertThat(knows(bearer, "n".repeat(43))).isTrue();
    }

    @Test
    void reloadsTheLuaConfFileIfItsTokenIsInUse() {
        Path conf = write(folder.resolve("lmcp.conf"), "port = 1\n .godparticle = " + OTHER + "==\n");
        trial.settings.with("lua-conf-file", conf.toString());
        Authenticator bearer = start();

        write(conf, ".godparticle=" + "n".repeat(43));
        trial.services.pass(TURN);

        assertThat(knows(bearer, OTHER + "==")).isFalse();
        assertThat(knows(bearer, "n".repeat(43))).isTrue();
    }

    @Test
    void ignoresTheLuaConfFileIfATokenIsSetAndReportsThat() {
        Path conf = write(folder.resolve("lmcp.conf"), ".godparticle = " + "l".repeat(43));
        trial.settings.with("lua-conf-file", conf.toString()).with("token", OTHER, "file 'lmcp.properties'");
        Authenticator bearer = start();

        trial.services.pass(TURN);

        assertThat(knows(bearer, OTHER)).isTrue();
        assertThat(knows(bearer, "l".repeat(43))).isFalse();
        assertThat(trial.services.notices())
                .contains("bearer: the token is taken from file 'lmcp.properties'; ignored: the one in file '" + conf
                        + "'");
    }

    @Test
    void reloadsEveryTenSecondsUntilItIsClosedAndSurvivesABusyServer() {
        Authenticator bearer = start();
        write(file, B);

        trial.services.rejectTasks(true);
        trial.services.pass(TURN);
        boolean unchanged = knows(bearer, STRONG);
        trial.services.rejectTasks(false);
        trial.services.pass(TURN);

        assertThat(unchanged).isTrue();
        assertThat(knows(bearer, OTHER)).isTrue();
        assertThat(trial.services.repeatedDelays()).containsExactly(TURN);
        bearer.close();
        assertThat(trial.services.repeatedDelays()).isEmpty();
    }
}
