package com.example.orders;

import dev.lmcp.config.Config;
import dev.lmcp.embed.Lmcp;
import java.util.List;
import java.util.Map;

/** Prints what a client gets from the plugins that are found. */
public class Program {

    public static void main(String[] arguments) {
        try (Lmcp lmcp = Lmcp.with(Config.builder().set("lmcp.auth", "none").build()).start()) {
            Map<String, ?> order = Map.of("items", List.of(Map.of("article", "lamp", "pieces", 2)));
            System.out.println(lmcp.local().callTool("order", order).path("structuredContent"));
            System.out.println(lmcp.local().callTool("articles", Map.of()).path("content").path(0).path("text"));
        }
    }
}
