package com.example.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lmcp.config.Config;
import dev.lmcp.embed.Lmcp;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DiceTest {

    private static final Config CONFIG = Config.builder()
            .set("lmcp.auth", "none")
            .set("lmcp.tools.dice.max-sides", "6")
            .build();

    @Test
    void rollsADieOfOneSide() {
        try (Lmcp lmcp = Lmcp.with(CONFIG).start()) {
            assertThat(lmcp.local().callTool("roll", Map.of("sides", 1)).toString()).contains("rolled 1");
        }
    }

    @Test
    void refusesADieOfMoreSidesThanConfigured() {
        try (Lmcp lmcp = Lmcp.with(CONFIG).start()) {
            assertThat(lmcp.local().callTool("roll", Map.of("sides", 7)).toString())
                    .contains("/sides must be between 1 and 6, but was 7");
        }
    }
}
