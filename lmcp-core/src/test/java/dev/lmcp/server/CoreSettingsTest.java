package dev.lmcp.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lmcp.CacheHint;
import dev.lmcp.Config;
import dev.lmcp.ConfigBuilder;
import dev.lmcp.StartupException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CoreSettingsTest {

    private final ConfigBuilder builder = Config.builder();
    private final Findings findings = new Findings();
    private final KeyLedger ledger = new KeyLedger();

    private PluginSettings slice(String prefix) {
        return new PluginSettings(builder.build(), prefix, ledger, findings);
    }

    private CoreSettings read() {
        return CoreSettings.read(slice("lmcp."), slice("lmcp.limits."), "1.2.3");
    }

    private List<String> problems() {
        return findings.problems().stream().map(StartupException.Problem::text).toList();
    }

    @Test
    void hasTheDefaultsOfTheHouse() {
        CoreSettings core = read();

        assertThat(core.limits()).isEqualTo(Limits.DEFAULT);
        assertThat(core.identity().name()).isEqualTo("lmcp");
        assertThat(core.identity().version()).isEqualTo("1.2.3");
        assertThat(core.path()).isEqualTo("/mcp");
        assertThat(core.lists()).isEqualTo(CacheHint.none());
        assertThat(core.stateKey()).hasSize(32).isNotEqualTo(read().stateKey());
        assertThat(core.toolNames()).isEmpty();
        assertThat(problems()).isEmpty();
    }

    @Test
    void readsTheKeysOfTheCatalogueAndNoOthers() {
        read();
        ScopeRules.read(slice("lmcp.scopes."));
        OriginPolicy.read(slice("lmcp."), List.of(), java.time.InstantSource.system());

        assertThat(ledger.keys())
                .isEqualTo(new TreeSet<>(CoreKeys.ALL.stream()
                        .filter(key -> !key.hasChosenPart())
                        .map(CoreKey::name)
                        .toList()));
    }

    @Test
    void takesTheDefaultsOfTheCatalogueForWhatTheyAre() {
        CoreKeys.ALL.stream()
                .filter(key -> !key.byDefault().isEmpty())
                .forEach(key -> builder.set(key.name(), key.byDefault()));

        CoreSettings core = read();

        assertThat(core.limits()).isEqualTo(Limits.DEFAULT);
        assertThat(core.identity().name()).isEqualTo("lmcp");
        assertThat(core.path()).isEqualTo("/mcp");
        assertThat(core.lists()).isEqualTo(CacheHint.none());
        assertThat(ScopeRules.read(slice("lmcp.scopes.")).challenge()).isEqualTo(ScopeRules.NONE.challenge());
        assertThat(problems()).isEmpty();
    }

    @Test
    void readsEveryLimit() {
        List<CoreKey> limits = LimitKeys.ALL;
        for (int i = 0; i < limits.size(); i++) {
            String value = limits.get(i).byDefault();
            boolean isNumber = Character.isDigit(value.charAt(value.length() - 1));
            builder.set(limits.get(i).name(), isNumber ? Integer.toString(600 + i) : 60 + i + "s");
        }
        builder.set("lmcp.limits.body-bytes", "2000");

        Limits read = read().limits();

        assertThat(problems()).isEmpty();
        assertThat(read.bodyBytes()).isEqualTo(2000);
        assertThat(List.of(read.depth(), read.batch(), read.page(), read.tokenBytes(), read.sessions()))
                .containsExactly(601, 602, 603, 604, 605);
        assertThat(List.of(read.sessionIdle().toSeconds(), read.sessionAge().toSeconds()))
                .containsExactly(66L, 67L);
        assertThat(List.of(read.clientInfoBytes(), read.replayBytes(), read.subscriptions()))
                .containsExactly(608, 609, 610);
        assertThat(List.of(read.heartbeat().toSeconds(), (long) read.streamQueue(), (long) read.streams()))
                .containsExactly(71L, 612L, 613L);
        assertThat(List.of(
                        (long) read.calls(),
                        read.toolTime().toSeconds(),
                        read.questionTime().toSeconds()))
                .containsExactly(614L, 75L, 76L);
        assertThat(List.of(
                        (long) read.tasks(),
                        read.taskTtl().toSeconds(),
                        read.drain().toSeconds()))
                .containsExactly(617L, 78L, 79L);
    }

    @Test
    void refusesPathsThatCannotBeCalled() {
        for (String path : List.of("mcp", "/mcp/", "//mcp", "/a b", "/mcp?x", "/../mcp", "/%6dcp")) {
            builder.set("lmcp.path", path);
            assertThat(read().path()).isEqualTo("/mcp");
            assertThat(problems()).last().asString().startsWith("lmcp.path (code): '" + path + "' cannot be called;");
        }
        builder.set("lmcp.path", "/tools/v1.2");
        assertThat(read().path()).isEqualTo("/tools/v1.2");
    }

    @Test
    void readsTheKeyThatNodesShare(@TempDir Path directory) throws IOException {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) 7);
        Path file =
                Files.writeString(directory.resolve("key"), Base64.getEncoder().encodeToString(key) + "\n");
        builder.set("lmcp.state-key-file", file.toString());

        assertThat(read().stateKey()).isEqualTo(key);
    }

    @Test
    void refusesAKeyFileThatHoldsSomethingElse(@TempDir Path directory) throws IOException {
        for (String content : List.of("", "c2hvcnQ=", "no base64 s3cret")) {
            Path file = Files.writeString(directory.resolve("key"), content);
            builder.set("lmcp.state-key-file", file.toString());

            assertThat(read().stateKey()).hasSize(32);
            assertThat(problems())
                    .containsExactly("lmcp.state-key-file (code): file '" + file
                            + "' holds no key; expected 32 bytes in Base64, as 'openssl rand -base64 32' writes them");
        }
    }

    @Test
    void isWhatTheDocumentationSays() throws IOException {
        List<String> documented = new ArrayList<>();
        for (String line : ProjectFiles.text("docs/configuration.md")
                .split("## Keys of the core", 2)[1]
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
                                + (key.byDefault().isEmpty() ? "" : "`" + key.byDefault() + "`"))
                        .toList());
    }
}
