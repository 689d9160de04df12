package dev.lmcp.verification.sdk;

import dev.lmcp.verification.shop.Shop;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.transport.HttpServletStreamableServerTransportProvider;
import io.modelcontextprotocol.spec.McpSchema;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.Wrapper;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;

/** The official Java SDK in Tomcat, as its documentation sets it up. */
final class Main {

    private Main() {}

    public static void main(String[] args) throws LifecycleException {
        HttpServletStreamableServerTransportProvider transport = HttpServletStreamableServerTransportProvider.builder()
                .jsonMapper(McpJsonDefaults.getMapper())
                .mcpEndpoint("/mcp")
                .build();
        McpServer.SyncSpecification<?> server = McpServer.sync(transport)
                .serverInfo("bench", "1")
                .capabilities(McpSchema.ServerCapabilities.builder().tools(true).build());
        Tools.register(server, Shop.ofEnvironment());
        server.build();
        Connector connector = new Connector();
        connector.setPort(Integer.parseInt(System.getenv("PORT")));
        connector.setProperty("address", "127.0.0.1");
        connector.setProperty("maxKeepAliveRequests", "-1");
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(System.getProperty("java.io.tmpdir"));
        tomcat.setConnector(connector);
        Context context = tomcat.addContext("", null);
        Wrapper wrapper = Tomcat.addServlet(context, "mcp", transport);
        wrapper.setAsyncSupported(true);
        wrapper.addMapping("/mcp");
        tomcat.start();
        tomcat.getServer().await();
    }
}
