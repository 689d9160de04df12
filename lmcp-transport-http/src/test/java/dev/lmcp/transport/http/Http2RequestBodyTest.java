package dev.lmcp.transport.http;

import dev.lmcp.verification.transport.RequestBodyContract;
import dev.lmcp.verification.transport.RunningServer;
import dev.lmcp.verification.transport.StubEndpoint;
import java.time.Duration;

final class Http2RequestBodyTest extends RequestBodyContract {

    @Override
    public RunningServer start(StubEndpoint endpoint, Duration bodyTimeout) {
        return TestServer.overHttp2(endpoint, bodyTimeout);
    }
}
