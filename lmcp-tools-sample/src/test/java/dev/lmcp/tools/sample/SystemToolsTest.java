package dev.lmcp.tools.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lmcp.tools.sample.ToolServer.Era;
import dev.lmcp.tools.sample.ToolServer.Said;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** The annotations of all tools, and {@code systeminfo}. */
final class SystemToolsTest {

    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource(Era.class)
    void showsFactsOfTheMachineAndNoNames(Era era) throws IOException {
        try (ToolServer server = ToolServer.start(Map.of("lmcp.tools", "system"))) {
            Said said = server.call(era, "systeminfo", Map.of());

            assertThat(said.isError()).isFalse();
            assertThat(said.structured().path("processors").intValue()).isPositive();
            assertThat(said.text())
                    .contains("\"os\"", "\"memory_max_bytes\"", "\"time_zone\"")
                    .doesNotContain(System.getProperty("user.dir"), System.getProperty("java.home"));
        }
    }

    @ParameterizedTest
    @EnumSource(Era.class)
    void everyToolHasAnnotations(Era era) throws IOException {
        Map<String, String> all = Map.of(
                "lmcp.tools", "sample,files,web,system,shell", "lmcp.tools.files.directories", directory.toString());
        try (ToolServer server = ToolServer.start(all)) {
            assertThat(server.tools(era))
                    .hasSize(15)
                    .allSatisfy(tool -> assertThat(tool.path("annotations").propertyNames())
                            .as(tool.path("name").stringValue())
                            .contains("readOnlyHint", "openWorldHint"))
                    .filteredOn(tool -> !tool.at("/annotations/readOnlyHint").booleanValue())
                    .extracting(tool -> tool.path("name").stringValue())
                    .containsExactlyInAnyOrder("write_file", "edit_file", "shell", "shell_bg");
            assertThat(server.tools(era))
                    .filteredOn(tool -> tool.at("/annotations/openWorldHint").booleanValue())
                    .extracting((JsonNode tool) -> tool.path("name").stringValue())
                    .containsExactlyInAnyOrder("fetch", "web_search", "shell", "shell_bg");
        }
    }
}
