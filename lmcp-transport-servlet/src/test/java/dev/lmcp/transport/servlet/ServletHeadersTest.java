package dev.lmcp.transport.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lmcp.spi.Exchange;
import dev.lmcp.spi.Headers;
import dev.lmcp.verification.transport.HeadersContract;
import dev.lmcp.verification.transport.RunningServer;
import dev.lmcp.verification.transport.StubEndpoint;
import dev.lmcp.verification.transport.Wire;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Container.class)
final class ServletHeadersTest extends HeadersContract {

    @Parameter
    private Container container;

    @Override
    public RunningServer start(StubEndpoint endpoint, Duration bodyTimeout) {
        return container.start(new McpServlet(endpoint, bodyTimeout), Map.of());
    }

    @Test
    void ofAResponseReplaceWhatAFilterHasSet() {
        Filter filter = (request, response, chain) -> {
            ((HttpServletResponse) response).addHeader("WWW-Authenticate", "Basic");
            chain.doFilter(request, response);
        };
        Headers two = Headers.builder()
                .add("WWW-Authenticate", "Bearer")
                .add("WWW-Authenticate", "DPoP")
                .build();
        McpServlet servlet = new McpServlet(
                (StubEndpoint) exchange -> exchange.respond(new Exchange.Response(401, two, new byte[0])));

        try (Running server = container.start(servlet, Map.of("login", filter));
                Wire wire = server.connect().send("GET /mcp HTTP/1.1\r\nHost: localhost\r\n\r\n")) {
            assertThat(wire.reply().headers()).containsEntry("www-authenticate", "Bearer | DPoP");
        }
    }
}
