/** The core of lmcp: JSON-RPC dispatch, both eras of the protocol, tools, resources, prompts, and the plugin interfaces. */
// json-schema has no module descriptor, so its name comes from its file's; the jar's name is fixed by the build.
// The modules that share dev.lmcp.net are built after this one.
@SuppressWarnings({"requires-automatic", "module"})
module dev.lmcp.core {
    requires transitive tools.jackson.databind;
    requires json.schema;
    requires static org.jspecify;
    requires java.management;

    exports dev.lmcp;
    exports dev.lmcp.spi;
    exports dev.lmcp.jsonrpc;
    exports dev.lmcp.net to
            dev.lmcp.auth.oauth,
            dev.lmcp.tools.sample;

    uses dev.lmcp.spi.AuthProvider;
    uses dev.lmcp.spi.ToolProvider;
    uses dev.lmcp.spi.TransportProvider;
}
