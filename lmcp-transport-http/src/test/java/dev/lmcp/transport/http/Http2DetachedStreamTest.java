package dev.lmcp.transport.http;

import dev.lmcp.verification.transport.DetachedStreamContract;
import dev.lmcp.verification.transport.RunningServer;
import dev.lmcp.verification.transport.StubEndpoint;
import java.time.Duration;

final class Http2DetachedStreamTest extends DetachedStreamContract {

    @Override
    public RunningServer start(StubEndpoint endpoint, Duration bodyTimeout) {
        return TestServer.overHttp2(endpoint, bodyTimeout);
    }
}
