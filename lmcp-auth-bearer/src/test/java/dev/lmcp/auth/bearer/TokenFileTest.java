package dev.lmcp.auth.bearer;

import static dev.lmcp.auth.bearer.BearerTrial.OTHER;
import static dev.lmcp.auth.bearer.BearerTrial.STRONG;
import static dev.lmcp.auth.bearer.BearerTrial.accepted;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The rules that are the same for each kind of file with tokens. */
class TokenFileTest {

    private static final String SAVE = "; expected a text file in UTF-8: save it in that encoding";

    private final BearerTrial trial = new BearerTrial();

    @TempDir
    private Path folder;

    private enum Kind {
        TOKEN_FILE("token-file", "%s\n", "expected one line with the token"),
        TOKENS_FILE(
                "tokens-file",
                "lmcp.auth.bearer.tokens.default.value = %s\n",
                "expected a line 'lmcp.auth.bearer.tokens.NAME.value=TOKEN'"),
        LUA_CONF_FILE("lua-conf-file", "port = 8080\n.godparticle = %s\n", "expected a line '.godparticle = TOKEN'");

        private final String key;
        private final String text;
        private final String expected;

        Kind(String key, String text, String expected) {
            this.key = key;
            this.text = text;
            this.expected = expected;
        }
    }

    @AfterEach
    void noTokenWasReported() {
        trial.close();
        assertThat(trial.problems() + " " + trial.services.notices()).doesNotContain(STRONG);
    }

    private Path file(byte[] content) throws IOException {
        Path file = Files.write(folder.resolve("file"), content);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    private void assertAccepts(Kind kind, String text) throws IOException {
        trial.settings.with(
                kind.key, file(text.getBytes(StandardCharsets.UTF_8)).toString());

        assertThat(accepted(trial.start(), STRONG).principal().subject()).isEqualTo("default");
        assertThat(trial.problems()).isEmpty();
    }

    private void assertRefuses(Kind kind, Path file, String found) {
        try (BearerTrial refused = new BearerTrial()) {
            refused.settings.with(kind.key, file.toString());
            refused.start();
            assertThat(refused.problems())
                    .containsExactly("lmcp.auth.bearer." + kind.key + ": file '" + file + "' " + found);
        }
    }

    @ParameterizedTest
    @EnumSource
    void isReadWithAByteOrderMark(Kind kind) throws IOException {
        assertAccepts(kind, "\ufeff" + kind.text.formatted(STRONG));
    }

    @ParameterizedTest
    @EnumSource
    void isReadWithWindowsLineEnds(Kind kind) throws IOException {
        assertAccepts(kind, kind.text.formatted(STRONG).replace("\n", "\r\n"));
    }

    @ParameterizedTest
    @EnumSource
    void isRefusedInUtf16(Kind kind) throws IOException {
        for (String charset : List.of("UTF-16", "UTF-16LE", "UTF-16BE")) {
            Path file = file(kind.text.formatted(STRONG).getBytes(Charset.forName(charset)));
            assertRefuses(kind, file, "looks like UTF-16" + SAVE);
        }
    }

    @ParameterizedTest
    @EnumSource
    void isRefusedIfItIsNotUtf8(Kind kind) throws IOException {
        String text = kind.text.formatted(STRONG) + "#\u00e4\n";
        int line = (int) text.lines().count();

        assertRefuses(kind, file(text.getBytes(StandardCharsets.ISO_8859_1)), "is not UTF-8 in line " + line + SAVE);
    }

    @ParameterizedTest
    @EnumSource
    void isRefusedIfItIsEmpty(Kind kind) throws IOException {
        for (String nothing : List.of("", "\ufeff", " \r\n\n")) {
            assertRefuses(kind, file(nothing.getBytes(StandardCharsets.UTF_8)), "contains no token; " + kind.expected);
        }
    }

    @ParameterizedTest
    @EnumSource
    void isRefusedIfItIsTooLarge(Kind kind) throws IOException {
        String text = kind.text.formatted(STRONG) + " ".repeat(1024 * 1024);

        assertRefuses(
                kind,
                file(text.getBytes(StandardCharsets.UTF_8)),
                "is larger than 1 MiB; expected a text file in UTF-8: correct the path");
    }

    @ParameterizedTest
    @EnumSource
    void isRefusedIfItIsADirectory(Kind kind) {
        assertRefuses(kind, folder, "is a directory; expected a readable file: correct the path");
    }

    /** A path through a file is one that nobody may read, the superuser included. */
    @ParameterizedTest
    @EnumSource
    void isRefusedIfItCannotBeRead(Kind kind) throws IOException {
        Path file = file(kind.text.formatted(STRONG).getBytes(StandardCharsets.UTF_8));
        Path unreadable = file.resolve("child");
        trial.settings.with(kind.key, unreadable.toString());

        trial.start();

        assertThat(trial.problems())
                .containsExactly("lmcp.auth.bearer." + kind.key + ": file '" + unreadable + "' cannot be read ("
                        + unreadable + ": Not a directory); expected a readable file: correct the path or the rights of"
                        + " the file");
    }

    @Test
    void splitsALuaLineAtTheFirstEqualsSignAndUsesTheLastLine() throws IOException {
        String text = "#.godparticle = " + OTHER + "\n.godparticle=" + OTHER + "\n  .godparticle =  %s  \n";

        assertAccepts(Kind.LUA_CONF_FILE, text.formatted(STRONG));
        trial.settings.with(
                "lua-conf-file",
                file((".godparticle=" + STRONG + "==").getBytes(StandardCharsets.UTF_8))
                        .toString());
        assertThat(accepted(trial.start(), STRONG + "==").principal().subject()).isEqualTo("default");
    }
}
