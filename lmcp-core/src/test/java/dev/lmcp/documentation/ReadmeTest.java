package dev.lmcp.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lmcp.Shape;
import dev.lmcp.Tool;
import dev.lmcp.ToolResult;
import dev.lmcp.config.Config;
import dev.lmcp.embed.Lmcp;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The code in README.md, word for word but for its layout: {@code verification/docs} compares the two. */
class ReadmeTest {

    private final Weather weather = new Weather();

    record Query(String city, int days) {}

    static final Shape<Query> QUERY = Shape.object(fields -> {
        var city = fields.string("city").description("City name, as a person would say it");
        var days = fields.integer("days")
                .description("Days ahead, counting today")
                .range(1, 7)
                .orElse(3);
        return in -> new Query(in.get(city), in.get(days));
    });

    @Test
    void theToolOfTheReadmeAnswersAsTheReadmeSays() {
        Tool forecast = Tool.named("forecast")
                .description("Weather for a city")
                .input(QUERY)
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
