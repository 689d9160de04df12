package dev.lmcp.launcher;

import java.io.IOException;
import java.net.BindException;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.startup.Tomcat;
import org.jspecify.annotations.Nullable;

/** A Tomcat with the settings that lmcp needs, without an application. */
final class EmbeddedTomcat implements AutoCloseable {

    /** Larger than the largest token of 16 KiB, so that lmcp itself refuses a token that is too long. */
    private static final int MAX_HEADER_BYTES = 32 * 1024;

    private static final int MAX_CONNECTIONS = 20_000;

    private final Tomcat tomcat = new Tomcat();
    private final Connector connector = new Connector();
    private final Logger tomcatLog = Logger.getLogger("org.apache");
    private final HostPort address;

    EmbeddedTomcat(HostPort address, Path folder) {
        this.address = address;
        // The logger is kept in a field: a logger without a reference loses its level.
        tomcatLog.setLevel(Level.WARNING);
        tomcat.setBaseDir(folder.toString());
        tomcat.getEngine().setParentClassLoader(Tomcat.class.getClassLoader());
        configure();
        tomcat.setConnector(connector);
        StandardHost host = (StandardHost) tomcat.getHost();
        host.getPipeline().addValve(new PlainErrors());
        host.getPipeline().addValve(new CutOffs());
        host.setErrorReportValveClass(PlainErrors.class.getName());
        host.setAutoDeploy(false);
        host.setDeployOnStartup(false);
    }

    private void configure() {
        connector.setPort(address.port());
        connector.setThrowOnFailure(true);
        connector.setProperty("address", address.host());
        connector.setProperty("maxHttpRequestHeaderSize", String.valueOf(MAX_HEADER_BYTES));
        connector.setProperty("maxConnections", String.valueOf(MAX_CONNECTIONS));
        connector.setProperty("acceptCount", "1000");
        connector.setProperty("connectionTimeout", "20000");
        connector.setProperty("keepAliveTimeout", "60000");
        connector.setProperty("maxKeepAliveRequests", "-1");
        // Tomcat reads at most this many bytes of a request body that was refused.
        connector.setProperty("maxSwallowSize", "65536");
        connector.setProperty("continueResponseTiming", "onRead");
        // Tomcat's pool of closed connections keeps 130 KiB for each of them.
        connector.setProperty("socket.bufferPool", "0");
    }

    Tomcat tomcat() {
        return tomcat;
    }

    /**
     * Binds the port. Connections are accepted later.
     *
     * @throws IOException with a message for the operator
     */
    void bind() throws IOException {
        try {
            tomcat.init();
        } catch (LifecycleException e) {
            throw refused(e);
        }
    }

    private IOException refused(LifecycleException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof BindException) {
                return new IOException(
                        "cannot bind " + address.urlHost() + ":" + address.port() + " (" + cause.getMessage()
                                + (address.isLocal()
                                        ? "); expected a free port and an address of this machine: use --port with"
                                                + " another port, or with 0 for any free port"
                                        : "); expected an address of this machine: correct --host"),
                        failure);
            }
        }
        return new IOException(
                "cannot listen on " + address.urlHost() + ":" + address.port() + " (" + rootMessage(failure)
                        + "); expected a name or address of this machine: correct --host",
                failure);
    }

    private static @Nullable String rootMessage(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage();
    }

    /** Starts the applications and accepts connections. */
    void start() throws LifecycleException {
        tomcat.start();
    }

    /** Returns the URL of the server's root, as in {@code http://127.0.0.1:8080}. */
    String root() {
        return "http://" + (address.isAnywhere() ? "localhost" : address.urlHost()) + ":" + connector.getLocalPort();
    }

    @Override
    public void close() {
        try {
            tomcat.stop();
            tomcat.destroy();
        } catch (LifecycleException e) {
            tomcatLog.log(Level.WARNING, "the server did not stop properly", e);
        }
    }
}
