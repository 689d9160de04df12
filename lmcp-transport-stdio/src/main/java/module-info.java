/** Serves lmcp over standard input and output. */
module dev.lmcp.transport.stdio {
    requires dev.lmcp.core;
    requires static org.jspecify;

    provides dev.lmcp.spi.TransportProvider with
            dev.lmcp.transport.stdio.StdioTransportProvider;
}
