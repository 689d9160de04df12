package dev.lmcp.tools.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lmcp.tools.sample.ToolServer.Era;
import dev.lmcp.tools.sample.ToolServer.Said;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The file tools, over a real socket. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class FileToolsTest {

    private Path all;
    private Path open;
    private ToolServer server;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        all = folder;
        open = Files.createDirectory(all.resolve("open"));
        Path second = Files.createDirectory(all.resolve("second"));
        Path secret = Files.createDirectory(all.resolve("secret"));
        Files.writeString(secret.resolve("key"), "hidden");
        Files.writeString(second.resolve("b.txt"), "the second one");
        Files.createSymbolicLink(open.resolve("out"), secret);
        Files.createSymbolicLink(open.resolve("out-file"), secret.resolve("key"));
        Files.createSymbolicLink(open.resolve("over"), second);
        Files.createSymbolicLink(open.resolve("round"), open.resolve("round"));
        Files.createSymbolicLink(open.resolve("nowhere"), secret.resolve("not-there"));
        Files.createSymbolicLink(open.resolve("null"), Path.of("/dev/null"));
        Files.write(open.resolve("binary"), new byte[] {1, 2, 0, (byte) 0xff});
        Files.writeString(open.resolve("odd\n\u001b[31mname"), "odd");
        Files.writeString(Files.createDirectory(open.resolve("sub")).resolve("a.txt"), "one\ntwo apples\nthree\n");
        server = ToolServer.start(Map.of("lmcp.tools.files.directories", open + ":" + second));
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private Said call(Era era, String tool, Map<String, ?> arguments) throws IOException {
        return server.call(era, tool, arguments);
    }

    private Said call(String tool, Map<String, ?> arguments) throws IOException {
        return server.call(Era.MODERN, tool, arguments);
    }

    @ParameterizedTest
    @EnumSource(Era.class)
    void writesReadsEditsAndFindsAFile(Era era) throws IOException {
        String path = "sub/" + era + ".txt";

        assertThat(call(era, "write_file", Map.of("path", path, "content", "grüße 𝄞\nbye\n"))
                        .text())
                .isEqualTo("created '" + path + "' with 17 bytes");
        assertThat(call(era, "read_file", Map.of("path", path))).isEqualTo(said("grüße 𝄞\nbye\n"));
        assertThat(call(era, "edit_file", Map.of("path", path, "old_string", "bye", "new_string", "stay"))
                        .text())
                .isEqualTo("replaced 1 occurrence in '" + path + "'");
        assertThat(call(era, "read_file", Map.of("path", open.resolve(path).toString())))
                .isEqualTo(said("grüße 𝄞\nstay\n"));
        assertThat(call(era, "list_dir", Map.of("path", "sub")).text()).contains("file  18 " + era + ".txt");
        assertThat(call(era, "search_files", Map.of("pattern", era + ".*", "text", "stay"))
                        .text())
                .isEqualTo(path + ":2: stay");
        assertThat(Files.readString(open.resolve(path))).isEqualTo("grüße 𝄞\nstay\n");
    }

    private static Said said(String text) {
        return new Said(false, text, tools.jackson.databind.node.MissingNode.getInstance());
    }

    private void assertRefused(Said said, String... words) {
        assertThat(said.isError()).as(said.text()).isTrue();
        assertThat(said.text()).contains(words).doesNotContain("hidden", "xception", secretPath());
    }

    private String secretPath() {
        return all.resolve("secret").toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"../secret/key", "sub/../../secret/key", "sub/..", "..", "/etc/../etc/passwd"})
    void refusesPathsWithTwoDots(String path) throws IOException {
        for (String tool : new String[] {"read_file", "list_dir"}) {
            assertRefused(call(tool, Map.of("path", path)), "'..'");
        }
        assertRefused(call("write_file", Map.of("path", path, "content", "x")), "'..'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/etc/passwd", "/", "/etc", "out-file", "out/key", "out", "/proc/self/environ"})
    void refusesPathsOutsideAndLinksToThem(String path) throws IOException {
        for (String tool : new String[] {"read_file", "list_dir"}) {
            assertRefused(call(tool, Map.of("path", path)), "outside of the directories");
        }
        assertRefused(call("search_files", Map.of("path", path)), "outside of the directories");
        assertRefused(
                call("edit_file", Map.of("path", path, "old_string", "hidden", "new_string", "x")),
                "outside of the directories");
    }

    @Test
    void refusesADirectoryWhoseNameBeginsTheSame() throws IOException {
        Files.createDirectory(all.resolve("open-not"));

        assertRefused(call("list_dir", Map.of("path", open + "-not")), "outside of the directories");
    }

    @ParameterizedTest
    @CsvSource({
        "nowhere,not a regular file",
        "round,not a regular file",
        "round/x,cannot be followed",
        "null,outside of the directories",
        "out/new,outside of the directories",
        "/etc/new,outside of the directories",
        "sub,not a regular file",
        ".,is a directory",
        "over,is a directory; expected the path of a file",
        "sub/a.txt/b,is not a directory",
        "none/new,does not exist"
    })
    void doesNotWriteThere(String path, String reason) throws IOException {
        assertRefused(call("write_file", Map.of("path", path, "content", "x")), reason);
        assertThat(all.resolve("secret/new")).doesNotExist();
        assertThat(all.resolve("secret/not-there")).doesNotExist();
    }

    @Test
    void followsALinkFromOneOfItsDirectoriesToAnother() throws IOException {
        assertThat(call("read_file", Map.of("path", "over/b.txt"))).isEqualTo(said("the second one"));
        assertThat(call("read_file", Map.of("path", all.resolve("second/b.txt").toString())))
                .isEqualTo(said("the second one"));
    }

    @Test
    void refusesAPipeAtOnce() throws Exception {
        Path pipe = open.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        try {
            assertRefused(call("read_file", Map.of("path", "pipe")), "is not a regular file");
            assertRefused(call("write_file", Map.of("path", "pipe", "content", "x")), "is not a regular file");
            assertRefused(call("list_dir", Map.of("path", "pipe")), "is not a directory");
            assertRefused(call("read_file", Map.of("path", "pipe/x")), "cannot be followed");
            assertThat(call("search_files", Map.of("text", "x")).isError()).isFalse();
            assertThat(call("list_dir", Map.of()).text()).contains("other - pipe");
        } finally {
            Files.delete(pipe);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u0000b", "/etc/passwd\u0000.txt"})
    void refusesNulInAPath(String path) throws IOException {
        assertRefused(call("read_file", Map.of("path", path)), "cannot be the name of a file");
        assertRefused(call("write_file", Map.of("path", path, "content", "x")), "cannot be the name of a file");
    }

    @Test
    void refusesLongNames() throws IOException {
        assertRefused(call("read_file", Map.of("path", "a".repeat(300))), "cannot be followed");
        assertRefused(
                call("read_file", Map.of("path", "x\n\u001b[31mINFO: all is well" + "a".repeat(300))),
                "'\"x\\u000a\\u001b[31mINFO: all is well");
        assertRefused(call("read_file", Map.of("path", "a/".repeat(3000))), "/path must have 1 to 4096 characters");
    }

    @Test
    void reportsWrongArguments() throws IOException {
        assertRefused(call("read_file", Map.of()), "/path is required");
        assertRefused(call("read_file", Map.of("path", 7)), "/path must be a string");
        assertRefused(call("write_file", Map.of("path", "x")), "/content is required");
        assertRefused(call("list_dir", Map.of("dir", "x")), "/dir is not known here");
        assertRefused(call("read_file", Map.of("path", "sub/a.txt", "max_bytes", 3)), "/max_bytes must be between 4");
    }

    @Test
    void readsALongFileInParts() throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(open.resolve("long").toFile(), "rw")) {
            file.write("é".repeat(600).getBytes(java.nio.charset.StandardCharsets.UTF_8));
            file.setLength(1L << 30);
        }
        try {
            Said first = call("read_file", Map.of("path", "long", "max_bytes", 1001));
            assertThat(first)
                    .isEqualTo(said(
                            "é".repeat(500) + "\n[cut: bytes 0 to 1000 of 1073741824; continue with offset 1000]"));
            assertThat(call("read_file", Map.of("path", "long", "offset", 1001, "max_bytes", 4))
                            .text())
                    .startsWith("é\n[cut: bytes 1002 to 1004 of");
            assertRefused(call("read_file", Map.of("path", "long")), "not text in UTF-8");
            assertRefused(
                    call("edit_file", Map.of("path", "long", "old_string", "é", "new_string", "e")),
                    "more than 4194304 bytes");
            assertRefused(call("read_file", Map.of("path", "long", "offset", Long.MAX_VALUE)), "has 1073741824 bytes");
        } finally {
            Files.delete(open.resolve("long"));
        }
    }

    @Test
    void refusesABinaryFile() throws IOException {
        assertRefused(call("read_file", Map.of("path", "binary")), "is not text in UTF-8, but 4 bytes");
        assertRefused(call("edit_file", Map.of("path", "binary", "old_string", "a", "new_string", "b")), "is not text");
    }

    @Test
    void escapesControlCharactersInNames() throws IOException {
        assertThat(call("list_dir", Map.of()).text()).contains("file  3 \"odd\\u000a\\u001b[31mname\"");
        assertThat(call("search_files", Map.of("pattern", "odd*")).text()).isEqualTo("\"odd\\u000a\\u001b[31mname\"");
    }

    @ParameterizedTest
    @CsvSource({
        "zebra,x,false,is not in 'sub/a.txt'",
        "one,one,false,are equal",
        "'',x,false,is empty",
        "e,x,false,occurs 4 times in 'sub/a.txt'"
    })
    void refusesAnAmbiguousEdit(String from, String to, boolean every, String reason) throws IOException {
        assertRefused(
                call(
                        "edit_file",
                        Map.of("path", "sub/a.txt", "old_string", from, "new_string", to, "replace_all", every)),
                reason);
        assertThat(Files.readString(open.resolve("sub/a.txt"))).isEqualTo("one\ntwo apples\nthree\n");
    }

    @Test
    void replacesEveryOccurrenceLiterally() throws IOException {
        Files.writeString(open.resolve("many"), "a.b a.b axb");

        assertThat(call(
                                "edit_file",
                                Map.of("path", "many", "old_string", "a.b", "new_string", "$1\\", "replace_all", true))
                        .text())
                .isEqualTo("replaced 2 occurrences in 'many'");
        assertThat(Files.readString(open.resolve("many"))).isEqualTo("$1\\ $1\\ axb");
    }

    @Test
    void keepsThePermissionsAndLeavesNoDraft() throws IOException {
        Path file = Files.writeString(open.resolve("mode"), "old");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-x--x"));

        assertThat(call("write_file", Map.of("path", "mode", "content", "new")).isError())
                .isFalse();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rwxr-x--x");
        try (var left = Files.list(open)) {
            assertThat(left.map(each -> each.getFileName().toString())).noneMatch(name -> name.contains(".tmp"));
        }
    }

    @Test
    void refusesAWriteProtectedFile() throws IOException {
        Path file = Files.writeString(open.resolve("protected"), "old");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r--r--"));

        assertRefused(call("write_file", Map.of("path", "protected", "content", "new")), "is write-protected");
        assertThat(Files.readString(file)).isEqualTo("old");
    }

    @Test
    void doesNotStartIfReadOnlyIsSetToNothing() {
        Map<String, String> settings =
                Map.of("lmcp.tools.files.directories", open.toString(), "lmcp.tools.files.read-only", "");

        assertThatThrownBy(() -> ToolServer.start(settings))
                .hasMessageContaining(
                        "lmcp.tools.files.read-only (code): is set to nothing; expected 'true' or 'false'");
    }

    @Test
    void hasNoToolsWithoutADirectoryAndNoWritingIfReadOnly() throws IOException {
        try (ToolServer none = ToolServer.start(Map.of("lmcp.tools", "sample,files"))) {
            assertThat(none.tools(Era.MODERN)).noneMatch(tool -> tool.toString().contains("read_file"));
            assertThat(none.report()).contains("'lmcp.tools.files.directories' is not set");
        }
        try (ToolServer reading = ToolServer.start(
                Map.of("lmcp.tools.files.directories", open.toString(), "lmcp.tools.files.read-only", "true"))) {
            assertThat(reading.tools(Era.LEGACY).toString())
                    .contains("read_file", "list_dir", "search_files")
                    .doesNotContain("write_file", "edit_file");
        }
    }
}
