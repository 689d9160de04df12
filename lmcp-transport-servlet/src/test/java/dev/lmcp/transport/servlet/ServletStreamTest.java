package dev.lmcp.transport.servlet;

import dev.lmcp.verification.transport.BlockingStreamContract;
import dev.lmcp.verification.transport.RunningServer;
import dev.lmcp.verification.transport.StubEndpoint;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Container.class)
final class ServletStreamTest extends BlockingStreamContract {

    @Parameter
    private Container container;

    @Override
    public RunningServer start(StubEndpoint endpoint, Duration bodyTimeout) {
        return container.start(new McpServlet(endpoint, bodyTimeout), Map.of());
    }
}
