package dev.lmcp.server.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lmcp.config.Config;
import dev.lmcp.config.ConfigBuilder;
import dev.lmcp.config.StartupException;
import dev.lmcp.embed.Lmcp;
import dev.lmcp.server.base.CoreKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a variable that was not filled in does to a rule. */
class EmptyRulesTest {

    private static final String EXPECTED =
            "): is set to nothing; expected a value: set one, or remove the key if its default is meant";

    private final ConfigBuilder builder = Config.builder();

    private List<String> problems() {
        StartupDiagnostics diagnostics = new StartupDiagnostics();
        EmptyRules.refuse(builder.build().reader(), diagnostics);
        return diagnostics.problems().stream()
                .map(problem -> problem.code() + " " + problem.text())
                .toList();
    }

    @Test
    void refusesEachScopeRuleThatIsSetToNothing() {
        for (CoreKey key : CoreKeys.ALL) {
            if (key.name().startsWith("lmcp.scopes.")) {
                String name = key.name().replace("PATTERN", "admin*").replace("SCOPE", "admin");
                ConfigBuilder one = Config.builder().set(name, "  ");
                StartupDiagnostics diagnostics = new StartupDiagnostics();

                EmptyRules.refuse(one.build().reader(), diagnostics);

                assertThat(diagnostics.problems())
                        .as(name)
                        .singleElement()
                        .satisfies(problem -> assertThat(problem.text()).isEqualTo(name + " (code" + EXPECTED));
            }
        }
    }

    @Test
    void refusesListsThatRestrictIfTheyHaveNoName() {
        builder.set("lmcp.allowed-hosts", "").set("lmcp.allowed-origins", " ").set("lmcp.tools", " , ");

        assertThat(problems())
                .containsExactly(
                        "LMCP-102 lmcp.allowed-hosts (code" + EXPECTED,
                        "LMCP-102 lmcp.allowed-origins (code" + EXPECTED,
                        "LMCP-102 lmcp.tools (code" + EXPECTED);
    }

    @Test
    void namesTheSourceThatHidesAWeakerOne(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(
                folder.resolve("lmcp.properties"),
                "lmcp.scopes.required = read\nlmcp.scopes.tool.shell =\nlmcp.scopes.tool.add = write\n");
        builder.environment(Map.of("LMCP_SCOPES_REQUIRED", "", "LMCP_CONFIG_FILE", file.toString()))
                .parameters(Map.of("lmcp.scopes.tool.add", ""), "context parameter");

        assertThat(problems())
                .containsExactly(
                        "LMCP-102 lmcp.scopes.required (environment LMCP_SCOPES_REQUIRED" + EXPECTED,
                        "LMCP-102 lmcp.scopes.tool.add (context parameter lmcp.scopes.tool.add" + EXPECTED,
                        "LMCP-102 lmcp.scopes.tool.shell (file '" + file + "'" + EXPECTED);
    }

    @Test
    void leavesValuesAndOtherKeysAlone() {
        builder.set("lmcp.title", "")
                .set("lmcp.scopes.required", "read")
                .set("lmcp.scopes.tool.add", "write")
                .set("lmcp.tools", "sample");

        assertThat(problems()).isEmpty();
    }

    @Test
    void stopsTheStart() {
        builder.set("lmcp.auth", "none").set("lmcp.scopes.tool.shell", "");

        StartupException refused = catchThrowableOfType(
                StartupException.class, () -> Lmcp.with(builder.build()).start());

        assertThat(refused.problems())
                .extracting(StartupException.Problem::text)
                .containsExactly("lmcp.scopes.tool.shell (code" + EXPECTED);
    }
}
