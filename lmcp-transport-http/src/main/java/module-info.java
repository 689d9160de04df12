/** Serves lmcp over HTTP/1.1 and HTTP/2 on sockets of its own. */
// The launcher is compiled after this module.
@SuppressWarnings("module")
module dev.lmcp.transport.http {
    requires dev.lmcp.core;
    requires io.netty.buffer;
    requires io.netty.codec;
    requires io.netty.codec.haproxy;
    requires io.netty.codec.http;
    requires io.netty.codec.http2;
    requires io.netty.common;
    requires io.netty.handler;
    requires io.netty.transport;
    requires static org.jspecify;

    exports dev.lmcp.transport.http to
            dev.lmcp.launcher;

    provides dev.lmcp.spi.TransportProvider with
            dev.lmcp.transport.http.HttpTransportProvider;
}
