package dev.lmcp.verification.conformance;

import dev.lmcp.Config;
import dev.lmcp.Lmcp;
import dev.lmcp.transport.servlet.McpServlet;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;

/** Serves the fixtures on a free port of the loopback interface, without credentials, and prints its URL. */
final class ConformanceServer {

    private ConformanceServer() {}

    public static void main(String[] arguments) throws Exception {
        Config config = Config.builder().set("lmcp.auth", "none").build();
        Lmcp lmcp = Lmcp.with(config).start();
        Path base = Files.createTempDirectory("lmcp-conformance");
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(base.toString());
        tomcat.setHostname("127.0.0.1");
        tomcat.setPort(0);
        Context context = tomcat.addContext("", base.toString());
        context.addServletContainerInitializer(
                (types, starting) -> {
                    var servlet = starting.addServlet("mcp", new McpServlet(lmcp.endpoint()));
                    servlet.setAsyncSupported(true);
                    servlet.addMapping("/*");
                },
                null);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        tomcat.start();
        System.out.println(lmcp.report());
        System.out.println("http://127.0.0.1:" + tomcat.getConnector().getLocalPort() + "/mcp");
        tomcat.getServer().await();
    }
}
