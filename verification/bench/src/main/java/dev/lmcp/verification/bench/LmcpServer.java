package dev.lmcp.verification.bench;

import dev.lmcp.Registry;
import dev.lmcp.Shape;
import dev.lmcp.Tool;
import dev.lmcp.ToolBuilder;
import dev.lmcp.ToolResult;
import dev.lmcp.config.Config;
import dev.lmcp.config.ConfigBuilder;
import dev.lmcp.embed.Lmcp;
import dev.lmcp.spi.Endpoint;
import dev.lmcp.spi.Transport;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/** lmcp with the tools that are measured. */
final class LmcpServer {

    private LmcpServer() {}

    /** Starts a server with these settings and a number of further tools. The caller passes requests to its endpoint. */
    static Lmcp start(Map<String, String> settings, int moreTools) {
        ConfigBuilder config = Config.builder().set("lmcp.name", "bench");
        settings.forEach(config::set);
        return Lmcp.with(config.build())
                .register(registry -> register(registry, moreTools, false))
                .transport("bench", new Elsewhere())
                .start();
    }

    /**
     * Starts a server with these settings on the HTTP transport, at a free port.
     *
     * @param isNonBlocking whether {@code echo} is declared so
     * @param cancelled is told when a call of {@code wait} is cancelled
     */
    static Lmcp startOnHttp(Map<String, String> settings, boolean isNonBlocking, Consumer<Instant> cancelled) {
        ConfigBuilder config = Config.builder()
                .set("lmcp.name", "bench")
                .set("lmcp.transport", "http")
                .set("lmcp.transport.http.port", "0");
        settings.forEach(config::set);
        return Lmcp.with(config.build())
                .register(registry -> {
                    register(registry, 0, isNonBlocking);
                    registry.add(waiting(cancelled));
                })
                .start();
    }

    /** A tool that ends when it is cancelled. */
    private static Tool waiting(Consumer<Instant> cancelled) {
        return Tool.named("wait").description("Waits").handle((nothing, call) -> {
            CountDownLatch end = new CountDownLatch(1);
            call.onCancel(() -> {
                cancelled.accept(Instant.now());
                end.countDown();
            });
            end.await();
            return ToolResult.text("nobody waits");
        });
    }

    private static void register(Registry registry, int more, boolean isNonBlocking) {
        ToolBuilder<String, ToolResult> echo = isNonBlocking ? tool("echo").nonBlocking() : tool("echo");
        registry.add(echo.handle((text, call) -> ToolResult.text(text)));
        registry.add(tool("measure").handle((text, call) -> ToolResult.text(String.valueOf(text.length()))));
        registry.add(Tool.named("large")
                .description("Says very much")
                .handle((nothing, call) -> ToolResult.text(Calls.LARGE_TEXT)));
        for (int i = 0; i < more; i++) {
            registry.add(tool("echo-" + i).handle((text, call) -> ToolResult.text(text)));
        }
    }

    /** Has the list of tools change: one comes, or goes. */
    static void toggle(Registry registry) {
        if (!registry.removeTool("toggled")) {
            registry.add(tool("toggled").handle((text, call) -> ToolResult.text(text)));
        }
    }

    private static ToolBuilder<String, ToolResult> tool(String name) {
        return Tool.named(name).description("Says what it is told").input(Shape.object(fields -> {
            var text = fields.string("text").description("What to say");
            return in -> in.get(text);
        }));
    }

    private record Elsewhere() implements Transport {

        @Override
        public void start(Endpoint endpoint) {}

        @Override
        public String location() {
            return "elsewhere";
        }

        @Override
        public void close() {}
    }
}
