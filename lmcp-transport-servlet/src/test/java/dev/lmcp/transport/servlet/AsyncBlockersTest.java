package dev.lmcp.transport.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lmcp.spi.Exchange;
import dev.lmcp.verification.transport.StubEndpoint;
import dev.lmcp.verification.transport.Wire;
import jakarta.servlet.Filter;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Container.class)
final class AsyncBlockersTest {

    private static final Filter PASSES_ON = (request, response, chain) -> chain.doFilter(request, response);

    @Parameter
    private Container container;

    @Test
    void servesWholeResponsesBehindAFilterWithoutAsynchronousSupport() {
        CompletableFuture<Boolean> detachable = new CompletableFuture<>();
        McpServlet servlet = new McpServlet((StubEndpoint) exchange -> {
            detachable.complete(exchange.isDetachable());
            StubEndpoint.echo(100).handle(exchange);
        });

        try (Running server = container.start(servlet, Map.of("audit", PASSES_ON));
                Wire wire = server.connect()) {
            wire.send(Wire.head(5)).send("he").send("llo");

            assertThat(wire.reply().body()).isEqualTo("hello");
            assertThat(detachable).succeedsWithin(Duration.ofSeconds(5)).isEqualTo(false);
        }
    }

    @Test
    void refusesTooLargeABodyBehindSuchAFilter() {
        McpServlet servlet = new McpServlet(StubEndpoint.echo(100));

        try (Running server = container.start(servlet, Map.of("audit", PASSES_ON));
                Wire wire = server.connect()) {
            wire.send(Wire.chunkedHead()).send(Wire.chunk("x".repeat(101)));

            assertThat(wire.reply().status()).isEqualTo(413);
        }
    }

    @Test
    void namesTheFilter() {
        McpServlet servlet = new McpServlet((StubEndpoint) Exchange::isDetachable);

        try (Running server = container.start(servlet, Map.of("audit", PASSES_ON))) {
            assertThat(AsyncBlockers.describe(server.context(), "mcp"))
                    .startsWith(
                            "LMCP-301 requests reach servlet 'mcp' without asynchronous support, so long streams are"
                                    + " refused and slow senders hold threads; expected asynchronous support: declare ")
                    .contains("for filter 'audit' (" + PASSES_ON.getClass().getName() + "), or for the servlet itself");
        }
    }

    @Test
    void doesNotNameFiltersOfOtherPaths() {
        McpServlet servlet = new McpServlet((StubEndpoint) Exchange::isDetachable);

        try (Running server = container.start(servlet, Map.of())) {
            assertThat(AsyncBlockers.describe(server.context(), "mcp"))
                    .endsWith("<async-supported>true</async-supported> for the servlet");
        }
    }
}
