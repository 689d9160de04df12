package com.example.guide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lmcp.Tool;
import dev.lmcp.ToolResult;
import dev.lmcp.testkit.McpTest;
import dev.lmcp.testkit.TestClient;
import dev.lmcp.testkit.TestServer;
import java.util.Map;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The test in README.md. */
class ForecastTest {

    record City(String city) {}

    @RegisterExtension
    static final TestServer SERVER = TestServer.of(forecast());

    @McpTest
    void tellsTheWeather(TestClient client) {
        assertThat(client.call("forecast", Map.of("city", "Oslo")).text()).contains("Oslo");
    }

    private static Tool forecast() {
        return Tool.named("forecast")
                .description("Weather for a city")
                .input(City.class)
                .handle((city, call) -> ToolResult.text(city.city() + ": sun"));
    }
}
