package dev.lmcp.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The code in docs/writing-a-plugin.md is that of verification/third-party and of the servlet's tests, which run it. */
class WritingAPluginTest {

    private static final Path ROOT = Path.of("..");
    private static final Path PLUGINS = ROOT.resolve("verification/third-party");
    private static final Path EXAMPLES = ROOT.resolve("lmcp-transport-servlet/src/test/java/com/example/plugins");
    private static final Pattern BLOCK =
            Pattern.compile("^```(\\w*)[^\\n]*\\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern LINES = Pattern.compile("All of it, (\\d+) lines:");

    private final String document = read(ROOT.resolve("docs/writing-a-plugin.md"));

    WritingAPluginTest() throws IOException {}

    private static String read(Path file) throws IOException {
        return Files.readString(file);
    }

    private static List<Path> files(Path folder, String pattern) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(path -> path.toString().matches(pattern) && Files.isRegularFile(path))
                    .toList();
        }
    }

    @Test
    void everyBlockOfItStandsInAFileThatIsCompiled() throws IOException {
        StringBuilder files = new StringBuilder();
        for (Path file : files(PLUGINS, ".*/(pom\\.xml|src/.*\\.java|src/.*/services/.*)")) {
            files.append(read(file)).append('\n');
        }
        for (Path file : files(EXAMPLES, ".*\\.java")) {
            files.append(read(file)).append('\n');
        }
        // What an operator writes is no part of the plugins.
        List<String> blocks = BLOCK.matcher(document)
                .results()
                .filter(found -> !found.group(1).equals("properties"))
                .map(found -> found.group(2))
                .toList();

        assertThat(blocks)
                .hasSizeGreaterThan(5)
                .allSatisfy(block -> assertThat(files.toString()).contains(block));
    }

    @Test
    void theExamplesHaveLessThanFortyLines() throws IOException {
        List<Path> examples = files(EXAMPLES, ".*\\.java");

        assertThat(examples).hasSize(2);
        for (Path example : examples) {
            assertThat(read(example).lines()).hasSizeLessThan(40);
        }
    }

    @Test
    void theAuthPluginIsAsShortAsItSays() throws IOException {
        long lines = read(PLUGINS.resolve("api-key/src/main/java/com/example/plugins/ApiKeyAuth.java"))
                .lines()
                .count();

        assertThat(LINES.matcher(document).results().map(found -> found.group(1)))
                .containsExactly(Long.toString(lines));
        assertThat(lines).isLessThan(40);
    }

    @Test
    void theReadmeShowsTheSamePlugin() throws IOException {
        String plugin = read(PLUGINS.resolve("api-key/src/main/java/com/example/plugins/ApiKeyAuth.java"));

        assertThat(read(ROOT.resolve("README.md"))).contains(plugin.substring(plugin.indexOf("public final class")));
    }
}
