package dev.lmcp.server.start;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lmcp.CacheHint;
import dev.lmcp.Tool;
import dev.lmcp.ToolResult;
import dev.lmcp.config.Config;
import dev.lmcp.config.ConfigBuilder;
import dev.lmcp.config.ConfigReaders;
import dev.lmcp.config.StartupException;
import dev.lmcp.server.OriginPolicy;
import dev.lmcp.server.auth.ScopeRules;
import dev.lmcp.server.base.CoreKey;
import dev.lmcp.server.base.KeyRing;
import dev.lmcp.server.base.Limit;
import dev.lmcp.server.base.Limits;
import dev.lmcp.server.base.ToolTimeouts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CoreSettingsTest {

    private final ConfigBuilder builder = Config.builder();
    private final StartupDiagnostics diagnostics = new StartupDiagnostics();
    private final UsedKeys usedKeys = new UsedKeys();

    private PluginSettings slice(String prefix) {
        return new PluginSettings(ConfigReaders.of(builder), prefix, usedKeys, diagnostics);
    }

    private CoreSettings read() {
        return new CoreSettings(slice("lmcp."), Limits.read(slice("lmcp.limits.")), "1.2.3");
    }

    private List<String> problems() {
        return diagnostics.problems().stream()
                .map(StartupException.Problem::text)
                .toList();
    }

    @Test
    void hasDefaults() {
        CoreSettings core = read();

        assertThat(written(core.limits())).isEqualTo(written(Limits.DEFAULT));
        assertThat(core.identity().name()).isEqualTo("lmcp");
        assertThat(core.identity().version()).isEqualTo("1.2.3");
        assertThat(core.path()).isEqualTo("/mcp");
        assertThat(core.lists()).isEqualTo(CacheHint.none());
        assertThat(opens(core, read())).isFalse();
        assertThat(core.toolNames()).isEmpty();
        assertThat(problems()).isEmpty();
    }

    @Test
    void readsExactlyTheListedKeys() {
        read();
        ScopeRules.read(slice("lmcp.scopes."));
        OriginPolicy.read(slice("lmcp."), List.of(), List.of(), java.time.InstantSource.system());

        assertThat(usedKeys.keys())
                .isEqualTo(new TreeSet<>(CoreKeys.ALL.stream()
                        .map(CoreKey::name)
                        .filter(key -> key.equals(key.toLowerCase(Locale.ROOT)))
                        .toList()));
    }

    @Test
    void hasTheListedDefaults() {
        CoreKeys.ALL.stream()
                .filter(key -> !key.defaultValue().isEmpty())
                .forEach(key -> builder.set(key.name(), key.defaultValue()));

        CoreSettings core = read();

        assertThat(written(core.limits())).isEqualTo(written(Limits.DEFAULT));
        assertThat(core.identity().name()).isEqualTo("lmcp");
        assertThat(core.path()).isEqualTo("/mcp");
        assertThat(core.lists()).isEqualTo(CacheHint.none());
        assertThat(ScopeRules.read(slice("lmcp.scopes.")).challenge()).isEqualTo(ScopeRules.NONE.challenge());
        assertThat(problems()).isEmpty();
    }

    @Test
    void readsEveryLimit() {
        Map<String, String> given = new LinkedHashMap<>();
        for (Limit<?> limit : Limit.ALL) {
            boolean isNumber = limit.defaultValue() instanceof Integer;
            given.put(limit.key().name(), (isNumber ? 600 : 60) + given.size() + (isNumber ? "" : "s"));
        }
        given.put("lmcp.limits.max-body-size", "2000");
        given.put("lmcp.limits.max-task-data-size", "3000");
        given.forEach(builder::set);

        Limits read = read().limits();

        assertThat(problems()).isEmpty();
        assertThat(written(read)).containsExactlyElementsOf(given.values());
    }

    /** The values as they are written in the configuration, in the order of the list. */
    private static List<String> written(Limits limits) {
        return Limit.ALL.stream()
                .map(limits::of)
                .map(value -> value instanceof ToolTimeouts times ? times.defaultTimeout() : value)
                .map(value -> value instanceof Duration time ? time.toSeconds() + "s" : value.toString())
                .toList();
    }

    @Test
    void readsToolTimeoutsByPattern() {
        builder.set("lmcp.limits.tool-timeout", "30s")
                .set("lmcp.limits.tool-timeout.report-*", "5m")
                .set("lmcp.limits.tool-timeout.report-daily", "0s");

        ToolTimeouts times = read().limits().of(Limit.TOOL_TIMEOUT);

        assertThat(problems()).isEmpty();
        assertThat(times.of(tool("other"))).contains(Duration.ofSeconds(30));
        assertThat(times.of(tool("report-weekly"))).contains(Duration.ofMinutes(5));
        assertThat(times.of(tool("report-daily"))).isEmpty();
    }

    @Test
    void refusesAMalformedToolTimeout() {
        builder.set("lmcp.limits.tool-timeout.a*", "soon");

        read();

        assertThat(problems()).singleElement().asString().startsWith("lmcp.limits.tool-timeout.a*");
    }

    private static Tool tool(String name) {
        return Tool.named(name).description("d").handle((in, call) -> ToolResult.text(""));
    }

    @Test
    void refusesPathsThatCannotBeUsed() {
        for (String path : List.of("mcp", "/mcp/", "//mcp", "/a b", "/mcp?x", "/../mcp", "/%6dcp")) {
            builder.set("lmcp.path", path);
            assertThat(read().path()).isEqualTo("/mcp");
            assertThat(problems())
                    .last()
                    .asString()
                    .startsWith("lmcp.path (code): '" + path + "' is not a usable path;");
        }
        builder.set("lmcp.path", "/tools/v1.2");
        assertThat(read().path()).isEqualTo("/tools/v1.2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s", "%s\n", "\ufeff%s\r\n", "\n  %s  \n"})
    void readsTheSharedStateKey(String text, @TempDir Path directory) throws IOException {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) 7);
        Path file = Files.writeString(
                directory.resolve("key"), text.formatted(Base64.getEncoder().encodeToString(key)));
        builder.set("lmcp.state-key-file", file.toString());

        CoreSettings core = read();
        assertThat(problems()).isEmpty();
        assertThat(opens(core, KeyRing.of(List.of(key)))).isTrue();
        assertThat(opens(core, read())).isTrue();
    }

    /** Returns whether the keys of this server open the values of another one. */
    private static boolean opens(CoreSettings core, CoreSettings other) {
        return opens(core, other.stateKeys().ring());
    }

    private static boolean opens(CoreSettings core, KeyRing other) {
        byte[] context = {1};
        return core.stateKeys()
                .ring()
                .open(context, other.seal(context, new byte[3]))
                .isPresent();
    }

    @Test
    void refusesAKeyFileThatIsNotText(@TempDir Path directory) throws IOException {
        String key = Base64.getEncoder().encodeToString(new byte[32]);
        Path utf16 = Files.write(directory.resolve("utf16"), key.getBytes(StandardCharsets.UTF_16));
        Path latin = Files.write(directory.resolve("latin"), "\u00e4".getBytes(StandardCharsets.ISO_8859_1));
        Path large = Files.writeString(directory.resolve("large"), key + " ".repeat(1024 * 1024));
        String expected = "; expected a text file in UTF-8: ";

        assertRefusesKeyFile(utf16, "looks like UTF-16" + expected + "save it in that encoding");
        assertRefusesKeyFile(latin, "is not UTF-8 in line 1" + expected + "save it in that encoding");
        assertRefusesKeyFile(large, "is larger than 1 MiB" + expected + "correct the path");
    }

    private void assertRefusesKeyFile(Path file, String found) {
        builder.set("lmcp.state-key-file", file.toString());

        assertThat(opens(read(), read())).isFalse();
        assertThat(problems()).last().isEqualTo("lmcp.state-key-file (code): file '" + file + "' " + found);
    }

    @Test
    void refusesAKeyFileThatIsADirectoryOrAbsent(@TempDir Path directory) {
        assertRefusesKeyFile(directory, "is a directory; expected a readable file: correct the path");
        assertRefusesKeyFile(
                directory.resolve("absent"),
                "does not exist; expected a readable file: correct the path, or create the file");
    }

    @Test
    void refusesAKeyFileWithoutAKey(@TempDir Path directory) throws IOException {
        for (String content : List.of("", "c2hvcnQ=", "no base64 s3cret")) {
            Path file = Files.writeString(directory.resolve("key"), content);
            builder.set("lmcp.state-key-file", file.toString());

            assertThat(opens(read(), read())).isFalse();
            assertThat(problems())
                    .last()
                    .isEqualTo("lmcp.state-key-file (code): file '" + file + "' contains no key"
                            + (content.isEmpty() ? "" : " in line 1")
                            + "; expected 32 bytes in Base64, as the output of 'openssl rand -base64 32'");
        }
    }

    @Test
    void matchesTheDocumentation() throws IOException {
        List<String> documented = new ArrayList<>();
        for (String line : ProjectFiles.text("docs/configuration.md")
                .split("## Keys of the core", 2)[1]
                .split("\n## ", 2)[0]
                .split("\n", -1)) {
            if (line.startsWith("| `lmcp.")) {
                String[] cells = line.replace("\\|", "/").split("\\|", -1);
                documented.add(cells[1].strip() + " = " + cells[2].strip());
                assertThat(cells[3]).as(line).isNotBlank();
            }
        }

        assertThat(documented)
                .containsExactlyElementsOf(CoreKeys.ALL.stream()
                        .map(key -> "`" + key.name() + "` = "
                                + (key.defaultValue().isEmpty() ? "" : "`" + key.defaultValue() + "`"))
                        .toList());
    }
}
