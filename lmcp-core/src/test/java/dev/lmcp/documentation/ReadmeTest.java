package dev.lmcp.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lmcp.Tool;
import dev.lmcp.ToolResult;
import dev.lmcp.annotation.Default;
import dev.lmcp.annotation.Description;
import dev.lmcp.annotation.Max;
import dev.lmcp.annotation.Min;
import dev.lmcp.config.Config;
import dev.lmcp.embed.Lmcp;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The code in README.md, word for word but for its layout: {@code verification/docs} compares the two. */
class ReadmeTest {

    private final Weather weather = new Weather();

    record Query(
            @Description("City name, as a person would say it")
            String city,

            @Description("Days ahead, counting today") @Min(1) @Max(7) @Default("3")
            int days) {}

    @Test
    void theToolOfTheReadmeAnswersAsTheReadmeSays() {
        Tool forecast = Tool.named("forecast")
                .description("Weather for a city")
                .input(Query.class)
                .scopes("weather.read")
                .handle((query, call) -> ToolResult.text(weather.forecast(query.city(), query.days())));
        Lmcp lmcp = Lmcp.with(Config.builder().set("lmcp.auth", "none").build())
                .tool(forecast)
                .start();
        try (lmcp) {
            assertThat(lmcp.local()
                            .callTool("forecast", Map.of("city", "Oslo", "days", 9))
                            .toString())
                    .contains("/days must be between 1 and 7, but was 9");
        }
    }

    private static final class Weather {
        String forecast(String city, int days) {
            return city + " for " + days + " days";
        }
    }
}
