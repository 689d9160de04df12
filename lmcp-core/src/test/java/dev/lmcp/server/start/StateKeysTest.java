package dev.lmcp.server.start;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lmcp.config.Config;
import dev.lmcp.config.ConfigReaders;
import dev.lmcp.config.StartupException;
import dev.lmcp.server.PublicDocuments;
import dev.lmcp.server.auth.ScopePolicy;
import dev.lmcp.server.auth.ScopeRules;
import dev.lmcp.server.base.KeyRing;
import dev.lmcp.server.support.RecordingLogger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateKeysTest {

    private static final Clock TODAY = Clock.fixed(Instant.parse("2026-11-28T12:00:00Z"), ZoneOffset.UTC);
    private static final byte[] CONTEXT = {1};
    private static final byte[] CONTENT = {2};
    private static final String EXPECTED = "; expected 32 bytes in Base64, as the output of 'openssl rand -base64 32'";

    @TempDir
    private Path directory;

    private Path file;
    private final RecordingLogger log = new RecordingLogger();
    private final StartupDiagnostics diagnostics = new StartupDiagnostics();

    @BeforeEach
    void nameTheFile() {
        file = directory.resolve("keys");
    }

    private static byte[] key(int number) {
        byte[] key = new byte[KeyRing.KEY_BYTES];
        Arrays.fill(key, (byte) number);
        return key;
    }

    private static String text(int number) {
        return Base64.getEncoder().encodeToString(key(number));
    }

    private StateKeys read(String... lines) throws IOException {
        Files.writeString(file, String.join("\n", lines));
        PluginSettings settings = new PluginSettings(
                ConfigReaders.of(Config.builder().set("lmcp.state-key-file", file.toString())),
                "lmcp.",
                new UsedKeys(),
                diagnostics);
        return StateKeys.read(settings, log);
    }

    private List<String> problems() {
        return diagnostics.problems().stream()
                .map(StartupException.Problem::text)
                .toList();
    }

    private static boolean opens(KeyRing ring, int key) {
        return ring.open(CONTEXT, KeyRing.of(List.of(key(key))).seal(CONTEXT, CONTENT))
                .isPresent();
    }

    private static boolean seals(KeyRing ring, int key) {
        return KeyRing.of(List.of(key(key)))
                .open(CONTEXT, ring.seal(CONTEXT, CONTENT))
                .isPresent();
    }

    /** Returns the notes of the report. */
    private static List<String> notes(StateKeys keys) {
        ReportNotes notes = new ReportNotes();
        try (ServerThreads threads = new ServerThreads()) {
            keys.watch(new ServerServices(
                    TODAY,
                    threads,
                    new PublicDocuments(TODAY),
                    new ScopePolicy(ScopeRules.NONE),
                    "/mcp",
                    notes,
                    Optional.empty(),
                    () -> {}));
        }
        return notes.report();
    }

    @Test
    void readsOneKeyALine() throws IOException {
        StateKeys keys =
                read("# the newest first", text(1) + " # 2026-11-25 by Ada", "", "  " + text(2) + "#old", text(3));

        assertThat(problems()).isEmpty();
        assertThat(IntStream.rangeClosed(1, 4).filter(key -> opens(keys.ring(), key)))
                .containsExactly(1, 2, 3);
        assertThat(seals(keys.ring(), 1)).isTrue();
    }

    @Test
    void describesNumberAndAges() throws IOException {
        StateKeys keys = read(
                text(1) + " # 2026-11-27", text(2) + " # 2026-10-01 Ada", text(3) + " # Eve", text(4) + "#2027-01-01");

        assertThat(notes(keys))
                .containsExactly("lmcp.state-key-file has 4 keys, of which the first one seals: 1 day old, 58 days old,"
                        + " no date, 0 days old");
        assertThat(notes(read(text(1)))).containsExactly("lmcp.state-key-file has 1 key: no date");
    }

    @Test
    void refusesLinesThatAreNoKeysWithoutShowingThem() throws IOException {
        read(text(1), "s3cret", text(2) + text(3), text(4));

        assertThat(problems())
                .containsExactly(
                        "lmcp.state-key-file (code): file '" + file + "' contains no key in line 2" + EXPECTED,
                        "lmcp.state-key-file (code): file '" + file + "' contains no key in line 3" + EXPECTED);
    }

    @Test
    void refusesAKeyTwiceAndAWrongDateAndTooManyKeys() throws IOException {
        read(text(1) + " # 2026-13-01", text(1));
        read(IntStream.range(0, 17).mapToObj(StateKeysTest::text).collect(Collectors.joining("\n")));
        read("# only a comment");

        assertThat(problems())
                .containsExactly(
                        "lmcp.state-key-file (code): file '" + file
                                + "' contains '2026-13-01' in line 1; expected a date as in YYYY-MM-DD",
                        "lmcp.state-key-file (code): file '" + file
                                + "' contains the key of line 2 twice; expected different keys: remove one of them",
                        "lmcp.state-key-file (code): file '" + file
                                + "' contains 17 keys; expected at most 16: remove those that no client needs any more",
                        "lmcp.state-key-file (code): file '" + file + "' contains no key" + EXPECTED);
    }

    @Test
    void takesTheKeysOfAChangedFile() throws IOException {
        StateKeys keys = read(text(1));
        Files.writeString(file, text(2) + "\n" + text(1));

        keys.reload(file, TODAY);

        assertThat(seals(keys.ring(), 2)).isTrue();
        assertThat(opens(keys.ring(), 1)).isTrue();
    }

    @Test
    void keepsTheKeysWhileTheFileIsFaulty() throws IOException {
        StateKeys keys = read(text(1));
        for (String faulty : List.of("", "s3cret", text(2) + "\n" + text(2))) {
            Files.writeString(file, faulty);
            keys.reload(file, TODAY);
            assertThat(seals(keys.ring(), 1)).isTrue();
        }
        Files.delete(file);
        keys.reload(file, TODAY);
        assertThat(seals(keys.ring(), 1)).isTrue();

        Files.writeString(file, text(3));
        keys.reload(file, TODAY);

        assertThat(seals(keys.ring(), 3)).isTrue();
        assertThat(opens(keys.ring(), 1)).isFalse();
    }

    /** An editor or a copy may write a file in several steps. */
    @Test
    void surviveAFileThatIsReadWhileItIsBeingWritten() throws IOException {
        String whole = "# the keys\n" + text(1) + " # 2026-11-25\n" + text(2) + " # 2026-10-01\n";
        int endOfFirst = whole.indexOf(text(1)) + text(1).length();
        for (int length = 0; length <= whole.length(); length++) {
            StateKeys keys = read(whole);
            Files.writeString(file, whole.substring(0, length));

            keys.reload(file, TODAY);

            assertThat(seals(keys.ring(), 1)).as("%s characters", length).isTrue();
            // Base64 without its padding is complete. A file that ends with the first key may be meant so.
            boolean isFirstAlone = length >= endOfFirst - 1 && length <= whole.indexOf(text(2));
            assertThat(opens(keys.ring(), 2)).as("%s characters", length).isEqualTo(!isFirstAlone);
        }
    }

    @Test
    void warnOnceAboutAFileThatIsCutOff() throws IOException {
        StateKeys keys = read(text(1), text(2));
        for (String cut : List.of("", text(1).substring(0, 20), text(1) + "\n" + text(2).substring(0, 20))) {
            Files.writeString(file, cut);
            keys.reload(file, TODAY);
            keys.reload(file, TODAY);
        }

        assertThat(log.lines())
                .containsExactly(
                        cutOff("contains no key"),
                        cutOff("contains no key in line 1"),
                        cutOff("contains no key in line 2"));
    }

    private String cutOff(String found) {
        return "WARNING lmcp.state-key-file: file '" + file + "' " + found + EXPECTED
                + "; until this is corrected, the previous keys stay in use";
    }

    @Test
    void warnIfOtherUsersHaveAccess() throws IOException {
        Files.writeString(file, text(1));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        StateKeys keys = read(text(1));
        assertThat(diagnostics.warnings())
                .containsExactly(new StartupException.Problem(
                        "LMCP-110",
                        "lmcp.state-key-file: file '" + file + "' is accessible to other users; expected mode 0600"));

        Files.writeString(file, text(2));
        keys.reload(file, TODAY);
        assertThat(log.lines()).hasSize(2).last().asString().contains("is accessible to other users");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        Files.writeString(file, text(3));
        keys.reload(file, TODAY);
        assertThat(log.lines()).hasSize(3);
    }

    @Test
    void areRandomWithoutAFile() {
        StateKeys keys = StateKeys.read(
                new PluginSettings(ConfigReaders.of(Config.builder()), "lmcp.", new UsedKeys(), diagnostics));

        assertThat(notes(keys)).isEmpty();
        assertThat(seals(keys.ring(), 0)).isFalse();
    }
}
