package dev.lmcp.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lmcp.Shape;
import dev.lmcp.Tool;
import dev.lmcp.ToolResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("a system property is set")
class GoldenFileTest {

    @TempDir
    Path folder;

    @AfterEach
    void forget() {
        System.clearProperty("lmcp.golden");
    }

    private static Tool roll(String description, int max) {
        return Tool.named("roll")
                .description(description)
                .input(Shape.object(fields -> {
                    var sides = fields.integer("sides").range(2, max);
                    return in -> in.get(sides);
                }))
                .handle((sides, call) -> ToolResult.text("1"));
    }

    private static Tool pair(String one, String other) {
        return Tool.named("pair")
                .description("Pairs")
                .input(Shape.object(fields -> {
                    var first = fields.string(one).optional();
                    var second = fields.string(other).optional();
                    return in -> in.get(first).or(() -> in.get(second)).orElse("");
                }))
                .handle((text, call) -> ToolResult.text(text));
    }

    private static void check(Path file, Tool first, Tool... more) {
        try (TestServer server = TestServer.of(first, more)) {
            GoldenFile.at(file).check(server.client().tools());
        }
    }

    private Path accepted(Tool tool) {
        Path file = folder.resolve("below/tools.json");
        System.setProperty("lmcp.golden", "write");
        check(file, tool);
        System.clearProperty("lmcp.golden");
        return file;
    }

    @Test
    void passesIfNothingChanged() throws IOException {
        Path file = accepted(roll("Rolls", 6));

        check(file, roll("Rolls", 6));
        assertThat(Files.readString(file)).startsWith("{\n  \"roll\" : {\n").endsWith("}\n");
    }

    @Test
    void saysEachPlaceAndHowToAcceptIt() {
        Path file = accepted(roll("Rolls", 6));
        Tool extra = Tool.named("flip").description("Flips").handle((in, call) -> ToolResult.text("x"));

        assertThatThrownBy(() -> check(file, roll("Throws", 20), extra))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("the definitions differ from the golden file '" + file + "' in 3 places:\n"
                        + "  /roll/description: found \"Throws\", expected \"Rolls\"\n"
                        + "  /roll/inputSchema/properties/sides/maximum: found 20, expected 6\n"
                        + "  /flip: found {")
                .hasMessageEndingWith(", expected nothing\nIf this is meant, run the test with -Dlmcp.golden=write and"
                        + " commit the file; otherwise correct the tool");
    }

    @Test
    void seesAnotherOrder() {
        Path file = accepted(pair("first", "second"));

        assertThatThrownBy(() -> check(file, pair("second", "first")))
                .hasMessageContaining(
                        "/pair/inputSchema/properties: found the members [second, first], expected [first,"
                                + " second], in this order");
    }

    @Test
    void saysThatTheFileIsMissingOrBroken() throws IOException {
        Path file = folder.resolve("tools.json");

        assertThatThrownBy(() -> check(file, roll("Rolls", 6)))
                .hasMessage("the golden file '" + file + "' does not exist; expected one: run the test with"
                        + " -Dlmcp.golden=write and commit the file");

        Files.writeString(file, "{");
        assertThatThrownBy(() -> check(file, roll("Rolls", 6)))
                .hasMessageStartingWith("the golden file '" + file + "' is no JSON (");
    }

    @Test
    void refusesAnotherValueOfTheProperty() {
        System.setProperty("lmcp.golden", "yes");

        assertThatThrownBy(() -> check(folder.resolve("tools.json"), roll("Rolls", 6)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the system property lmcp.golden is 'yes'; expected 'write', or no such property");
    }
}
