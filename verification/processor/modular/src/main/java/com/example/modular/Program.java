package com.example.modular;

import dev.lmcp.config.Config;
import dev.lmcp.embed.Lmcp;
import java.util.Map;

/** Prints what a client gets. */
public class Program {

    public static void main(String[] arguments) {
        try (Lmcp lmcp = Lmcp.with(Config.builder().set("lmcp.auth", "none").build()).start()) {
            Map<String, ?> person = Map.of("person", Map.of("name", "Ada"));
            System.out.println(lmcp.local().callTool("greet", person).path("structuredContent"));
        }
    }
}
