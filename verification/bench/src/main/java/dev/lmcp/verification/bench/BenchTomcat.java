package dev.lmcp.verification.bench;

import jakarta.servlet.Servlet;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.Wrapper;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;

/** The container that every Java server here runs in: one servlet, and a connector with the same settings for all. */
final class BenchTomcat {

    /** So many bytes of header fields a request may have; by default as many as Tomcat allows. */
    static final String HEADER_BYTES = "bench.header-bytes";

    private static final Logger QUIET = Logger.getLogger("org.apache");

    private BenchTomcat() {}

    /** Serves {@code /mcp} on a free port of this machine, which it returns. */
    static int serve(Servlet servlet) throws LifecycleException {
        QUIET.setLevel(Level.WARNING);
        Connector connector = new Connector();
        connector.setPort(0);
        connector.setProperty("address", "127.0.0.1");
        connector.setProperty("maxKeepAliveRequests", "-1");
        connector.setProperty("maxConnections", "20000");
        connector.setProperty("acceptCount", "1000");
        Integer headerBytes = Integer.getInteger(HEADER_BYTES);
        if (headerBytes != null) {
            connector.setProperty("maxHttpRequestHeaderSize", String.valueOf(headerBytes));
        }
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(System.getProperty("java.io.tmpdir"));
        tomcat.setConnector(connector);
        Context context = tomcat.addContext("", null);
        Wrapper wrapper = Tomcat.addServlet(context, "mcp", servlet);
        wrapper.setAsyncSupported(true);
        wrapper.setLoadOnStartup(1);
        wrapper.addMapping("/mcp");
        tomcat.start();
        return connector.getLocalPort();
    }
}
