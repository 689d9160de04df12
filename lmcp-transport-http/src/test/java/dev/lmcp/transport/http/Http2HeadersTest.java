package dev.lmcp.transport.http;

import dev.lmcp.verification.transport.HeadersContract;
import dev.lmcp.verification.transport.RunningServer;
import dev.lmcp.verification.transport.StubEndpoint;
import java.time.Duration;

final class Http2HeadersTest extends HeadersContract {

    @Override
    public RunningServer start(StubEndpoint endpoint, Duration bodyTimeout) {
        return TestServer.overHttp2(endpoint, bodyTimeout);
    }
}
