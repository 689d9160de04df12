package dev.lmcp.tools.helpdesk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lmcp.config.Config;
import dev.lmcp.embed.Lmcp;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class HelpdeskTest {
    @Test
    void ordersForACustomer() {
        Config config = Config.builder().set("lmcp.auth", "none").build();
        Map<String, ?> customer = Map.of("name", "Ada", "email", "ada@example.com");
        Map<String, ?> order = Map.of("customer", customer, "items", List.of(Map.of("article", "A-1", "quantity", 2)));
        try (Lmcp lmcp =
                Lmcp.with(config).register(new HelpdeskProvider()::register).start()) {
            JsonNode ticket = lmcp.local().callTool("create_order", order).path("structuredContent");
            assertThat(ticket).hasToString("{\"id\":\"N-1\",\"priority\":\"NORMAL\",\"articles\":1}");
        }
    }
}
