/** The core of lmcp: JSON-RPC dispatch, both eras of the protocol, tools, resources, prompts, and the plugin interfaces. */
// json-schema has no module descriptor; its manifest names the module.
// The modules that share dev.lmcp.text and dev.lmcp.net are compiled after this one.
@SuppressWarnings({"requires-automatic", "module"})
module dev.lmcp.core {
    requires transitive tools.jackson.databind;
    requires dev.harrel.jsonschema;
    requires static org.jspecify;
    requires java.management;

    exports dev.lmcp;
    exports dev.lmcp.annotation;
    exports dev.lmcp.config;
    exports dev.lmcp.embed;
    exports dev.lmcp.spi;
    exports dev.lmcp.jsonrpc;
    exports dev.lmcp.text to
            dev.lmcp.auth.bearer,
            dev.lmcp.auth.oauth,
            dev.lmcp.testkit,
            dev.lmcp.tools.sample,
            dev.lmcp.transport.http;
    exports dev.lmcp.net to
            dev.lmcp.auth.oauth,
            dev.lmcp.tools.sample;

    uses dev.lmcp.spi.AuthProvider;
    uses dev.lmcp.spi.ClusterProvider;
    uses dev.lmcp.spi.ToolProvider;
    uses dev.lmcp.spi.TransportProvider;
}
