package dev.lmcp.auth.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lmcp.spi.AuthDecision;
import dev.lmcp.spi.Authenticator;
import dev.lmcp.testkit.plugin.TestCredentials;
import dev.lmcp.testkit.plugin.TestServices;
import dev.lmcp.testkit.plugin.TestSettings;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The files that settings of OAuth name, each with the same faults. */
class SettingFilesTest {

    private static final String TEXT = "; expected a text file in UTF-8: ";
    private static final String SECRET = "0123456789abcdef0123456789abcdef";

    private final TestServices services = TestServices.withThreads(TestIssuer.CLOCK);

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        services.close();
    }

    /** A setting that names a file, with a good content and the other settings that it needs. */
    private enum Named {
        JWKS("jwks-file", TestIssuer.seeded(1).jwks(TestIssuer.KEY_ID)),
        AUTH_SERVER_METADATA("auth-server-metadata-file", "{\"issuer\":\"https://a.example\"}"),
        CLIENT_SECRET(
                "introspection.client-secret-file",
                "s3cret\n",
                "token-format = opaque",
                "introspection.client-id = x",
                "introspection.url = https://issuer.example/introspect"),
        HMAC_SECRET("hmac-secret-file", SECRET + "\n", "algorithms = HS256");

        private final String key;
        private final String content;
        private final String others;

        Named(String key, String content, String... others) {
            this.key = key;
            this.content = content;
            this.others = String.join("\n", others);
        }

        byte[] content(Charset charset) {
            return content.getBytes(charset);
        }
    }

    private Path file(byte[] content) throws IOException {
        return Files.write(folder.resolve("file"), content);
    }

    private List<String> problems(Named named, Path file) {
        TestSettings settings = settings(named, file);
        assertThat(new OAuthProvider().create(settings, services)).isNotNull();
        return settings.problems();
    }

    private static TestSettings settings(Named named, Path file) {
        return TestSettings.of(
                "lmcp.auth.oauth.",
                "resource = " + TestIssuer.AUDIENCE,
                "issuer = " + TestIssuer.URL,
                "auth-server-metadata = off",
                named.key + " = " + file,
                named.others);
    }

    private void assertRefused(Named named, Path file, String found) {
        assertThat(problems(named, file)).containsExactly(named.key + " file '" + file + "' " + found);
    }

    @ParameterizedTest
    @EnumSource
    void areReadWithOrWithoutAByteOrderMark(Named named) throws IOException {
        assertThat(problems(named, file(named.content(StandardCharsets.UTF_8)))).isEmpty();
        assertThat(problems(named, file(("\ufeff" + named.content).getBytes(StandardCharsets.UTF_8))))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void areWarnedAboutIfTheyHaveASecretThatOtherUsersCanRead(Named named) throws IOException {
        Path file = file(named.content(StandardCharsets.UTF_8));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        TestSettings settings = settings(named, file);
        assertThat(new OAuthProvider().create(settings, services)).isNotNull();

        assertThat(settings.warnings())
                .isEqualTo(
                        named == Named.CLIENT_SECRET || named == Named.HMAC_SECRET
                                ? List.of(named.key + ": file '" + file
                                        + "' is accessible to other users; expected mode 0600")
                                : List.of());
    }

    @ParameterizedTest
    @EnumSource
    void areRefusedIfTheyDoNotExist(Named named) {
        assertRefused(
                named,
                folder.resolve("absent"),
                "does not exist; expected a readable file: correct the path, or create the file");
    }

    @ParameterizedTest
    @EnumSource
    void areRefusedIfTheyAreDirectories(Named named) {
        assertRefused(named, folder, "is a directory; expected a readable file: correct the path");
    }

    @ParameterizedTest
    @EnumSource
    void areRefusedIfTheProcessMayNotReadThem(Named named) throws IOException {
        Path below = file(named.content(StandardCharsets.UTF_8)).resolve("child");

        assertRefused(
                named,
                below,
                "cannot be read (" + below
                        + ": Not a directory); expected a readable file: correct the path or the rights of the file");
    }

    @ParameterizedTest
    @EnumSource
    void areRefusedIfTheyAreTooLarge(Named named) throws IOException {
        Path file = file(new byte[1024 * 1024 + 1]);

        assertRefused(
                named,
                file,
                named == Named.HMAC_SECRET
                        ? "is larger than 1 MiB; expected a file with the secret: correct the path"
                        : "is larger than 1 MiB" + TEXT + "correct the path");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "HMAC_SECRET")
    void areRefusedIfTheyAreNoUtf8(Named named) throws IOException {
        for (String charset : List.of("UTF-16", "UTF-16LE", "UTF-16BE", "x-UTF-16LE-BOM")) {
            assertRefused(
                    named,
                    file(named.content(Charset.forName(charset))),
                    "looks like UTF-16" + TEXT + "save it in that encoding");
        }
        assertRefused(
                named,
                file("\n\u00e4".getBytes(StandardCharsets.ISO_8859_1)),
                "is not UTF-8 in line 2" + TEXT + "save it in that encoding");
    }

    @Test
    void withAClientSecretHaveOneLine() throws IOException {
        String expected = "; expected one line with the client secret of this server";
        for (String content : List.of("", "\n", " \r\n\t", "\ufeff\n")) {
            assertThat(problems(Named.CLIENT_SECRET, file(content.getBytes(StandardCharsets.UTF_8))))
                    .containsExactly(Named.CLIENT_SECRET.key + " contains no secret" + expected);
        }
        assertThat(problems(Named.CLIENT_SECRET, file("one\n\ntwo\n".getBytes(StandardCharsets.UTF_8))))
                .containsExactly(Named.CLIENT_SECRET.key + " contains 2 lines" + expected);
    }

    @Test
    void withServedMetadataAreServedWithoutTheByteOrderMark() throws IOException {
        Path file = file(("\ufeff" + Named.AUTH_SERVER_METADATA.content).getBytes(StandardCharsets.UTF_8));

        assertThat(problems(Named.AUTH_SERVER_METADATA, file)).isEmpty();

        assertThat(services.documents()
                        .get("/.well-known/oauth-authorization-server")
                        .read())
                .hasValueSatisfying(document ->
                        assertThat(document.body()).asString().isEqualTo(Named.AUTH_SERVER_METADATA.content));
    }

    @Nested
    class WithAnHmacSecret {

        private void assertAccepts(byte[] content, byte[] secret) throws IOException {
            TestSettings settings = settings(Named.HMAC_SECRET, file(content));
            Authenticator authenticator = new OAuthProvider().create(settings, services);
            assertThat(settings.problems()).isEmpty();
            String token = TestHmac.hs256("{\"alg\":\"HS256\"}", TestIssuer.claims(""), secret);

            assertThat(authenticator.authenticate(TestCredentials.bearer(token)))
                    .isInstanceOf(AuthDecision.Accepted.class);
        }

        private byte[] bytes(String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }

        @Test
        void takeTextWithoutItsByteOrderMarkAndItsLineEnd() throws IOException {
            for (String secret : List.of(SECRET, "pässwörter haben auch Umlaute, ß und €")) {
                for (String content : List.of("%s", "%s\n", "%s\r\n", "\ufeff%s", "\ufeff%s\r\n")) {
                    assertAccepts(bytes(content.formatted(secret)), bytes(secret));
                }
            }
            assertAccepts(bytes(SECRET + "\n\n"), bytes(SECRET + "\n"));
            String jwk = "{\"kty\":\"oct\",\"k\":\"" + TestIssuer.encode(SECRET) + "\"}\n";
            assertAccepts(bytes(jwk), bytes(SECRET));
            assertAccepts(bytes("\ufeff " + jwk), bytes(SECRET));
        }

        /** A random secret may begin like a mark or like JSON, and end like a line. */
        @Test
        void takeEachByteOfABinarySecret() throws IOException {
            for (byte[] start :
                    new byte[][] {{(byte) 0xEF, (byte) 0xBB, (byte) 0xBF}, {(byte) 0xFF, (byte) 0xFE}, {'{'}, {0}}) {
                byte[] secret = new byte[40];
                for (int at = 0; at < secret.length; at++) {
                    secret[at] = (byte) (at * 37 + 131);
                }
                System.arraycopy(start, 0, secret, 0, start.length);
                secret[38] = '\r';
                secret[39] = '\n';
                assertAccepts(secret, secret);
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE", "x-UTF-16LE-BOM", "X-UTF-32LE-BOM"})
        void refuseTextInUtf16(String charset) throws IOException {
            for (String content : List.of(SECRET, SECRET + "\r\n", "{\"kty\":\"oct\",\"k\":\"" + SECRET + "\"}")) {
                assertThat(problems(Named.HMAC_SECRET, file(content.getBytes(Charset.forName(charset)))))
                        .containsExactly(
                                "hmac-secret-file a file of secrets looks like UTF-16, expected the bytes of the"
                                        + " secret, or text in UTF-8; save it in that encoding");
            }
        }
    }
}
