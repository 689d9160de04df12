package com.example.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lmcp.testkit.McpTest;
import dev.lmcp.testkit.TestClient;
import dev.lmcp.testkit.TestServer;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DiceTest {

    @RegisterExtension
    static final TestServer SERVER = TestServer.of(new Dice()).set("lmcp.tools.dice.max-sides", "6");

    @McpTest
    void rollsADieOfOneSide(TestClient client) {
        assertThat(client.call("roll", Map.of("sides", 1)).text()).isEqualTo("rolled 1");
    }

    @McpTest
    void refusesADieOfMoreSidesThanConfigured(TestClient client) {
        assertThat(client.call("roll", Map.of("sides", 7)).error())
                .isEqualTo("Invalid arguments: /sides must be between 1 and 6, but was 7");
    }

    @Test
    void isFoundByItsServicesFile() {
        try (TestServer server = TestServer.ofClassPath()) {
            assertThat(server.client().tool("roll").description()).contains("Rolls a die");
        }
    }
}
