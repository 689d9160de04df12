package dev.lmcp.readme;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lmcp.Config;
import dev.lmcp.Lmcp;
import dev.lmcp.Shape;
import dev.lmcp.Tool;
import dev.lmcp.ToolResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** The code in README.md compiles and works, as it stands in this package word for word; layout aside. */
class ReadmeTest {

    private static final Path ROOT = Path.of("..");
    private static final Path HERE = Path.of("src/test/java/dev/lmcp/readme");
    private static final Pattern CODE = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:)([^)#\\s]+)(?:#[^)]*)?\\)");

    private final Weather weather = new Weather();

    record Query(String city, int days) {}

    static final Shape<Query> QUERY = Shape.object(fields -> {
        var city = fields.string("city").describe("City name, as a person would say it");
        var days = fields.integer("days")
                .describe("Days ahead, counting today")
                .range(1, 7)
                .orElse(3);
        return in -> new Query(in.get(city), in.get(days));
    });

    @Test
    void theToolOfTheReadmeAnswersAsTheReadmeSays() {
        Tool forecast = Tool.named("forecast")
                .describedAs("Weather for a city")
                .input(QUERY)
                .requires("weather.read")
                .handle((query, call) -> ToolResult.text(weather.forecast(query.city(), query.days())));
        Lmcp lmcp = Lmcp.with(Config.builder().set("lmcp.auth", "none").build())
                .tool(forecast)
                .start();
        try (lmcp) {
            ObjectNode result = lmcp.local().callTool("forecast", Map.of("city", "Oslo"));
            assertThat(result.path("content").path(0).path("text").stringValue())
                    .contains("Oslo");
            assertThat(lmcp.local()
                            .callTool("forecast", Map.of("city", "Oslo", "days", 9))
                            .toString())
                    .contains("/days must be between 1 and 7, but was 9");
        }
    }

    @Test
    void theCodeOfTheReadmeStandsHereButForItsLayout() throws IOException {
        String here = squeezed(
                Files.readString(HERE.resolve("ReadmeTest.java")) + Files.readString(HERE.resolve("ApiKeyAuth.java")));
        List<String> statements = CODE.matcher(Files.readString(ROOT.resolve("README.md")))
                .results()
                .flatMap(block -> Stream.of(block.group(1).split("\n\n")))
                .map(ReadmeTest::squeezed)
                .toList();
        assertThat(statements)
                .hasSizeGreaterThan(5)
                .allSatisfy(code -> assertThat(here).contains(code));
    }

    @Test
    void everyLinkOfTheDocumentsLeadsToAFile() throws IOException {
        try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"));
                Stream<Path> top = Files.list(ROOT)) {
            List<Path> pages = Stream.concat(docs, top)
                    .filter(page -> page.toString().endsWith(".md"))
                    .toList();
            assertThat(pages).hasSizeGreaterThan(5);
            List<Path> targets = new ArrayList<>();
            for (Path page : pages) {
                LINK.matcher(Files.readString(page))
                        .results()
                        .forEach(link -> targets.add(page.resolveSibling(link.group(1))));
            }
            assertThat(targets)
                    .hasSizeGreaterThan(10)
                    .allSatisfy(target -> assertThat(target).exists());
        }
    }

    /** Layout is the formatter's; what is between the words is not compared. */
    private static String squeezed(String code) {
        return code.replaceAll("\\s+", "");
    }

    private static final class Weather {
        String forecast(String city, int days) {
            return city + " for " + days + " days";
        }
    }
}
