/** Serves lmcp over HTTP/1.1 on sockets of its own. */
module dev.lmcp.transport.http {
    requires dev.lmcp.core;
    requires io.netty.buffer;
    requires io.netty.codec;
    requires io.netty.codec.http;
    requires io.netty.common;
    requires io.netty.transport;
    requires static org.jspecify;

    provides dev.lmcp.spi.TransportProvider with
            dev.lmcp.transport.http.HttpTransportProvider;
}
