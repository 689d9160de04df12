package dev.lmcp.transport.http;

import dev.lmcp.verification.transport.BlockingStreamContract;
import dev.lmcp.verification.transport.RunningServer;
import dev.lmcp.verification.transport.StubEndpoint;
import java.time.Duration;

final class Http2BlockingStreamTest extends BlockingStreamContract {

    @Override
    public RunningServer start(StubEndpoint endpoint, Duration bodyTimeout) {
        return TestServer.overHttp2(endpoint, bodyTimeout);
    }
}
