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

/** A Tomcat with the settings that lmcp wants, and no application yet. */
final class EmbeddedTomcat implements AutoCloseable {

    /** A token of 16 KiB is lmcp's to refuse, so the container lets it through. */
    private static final int HEADER_BYTES = 32 * 1024;

    private static final int CONNECTIONS = 20_000;

    private final Tomcat tomcat = new Tomcat();
    private final Connector connector = new Connector();
    private final Logger quiet = Logger.getLogger("org.apache");
    private final HostPort address;

    EmbeddedTomcat(HostPort address, Path folder) {
        this.address = address;
        // Kept in a field: loggers that nobody holds lose their level.
        quiet.setLevel(Level.WARNING);
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
        connector.setProperty("maxHttpRequestHeaderSize", String.valueOf(HEADER_BYTES));
        connector.setProperty("maxConnections", String.valueOf(CONNECTIONS));
        connector.setProperty("acceptCount", "1000");
        connector.setProperty("connectionTimeout", "20000");
        connector.setProperty("keepAliveTimeout", "60000");
        connector.setProperty("maxKeepAliveRequests", "-1");
        // A refused upload is not worth the wait for its rest.
        connector.setProperty("maxSwallowSize", "65536");
        connector.setProperty("continueResponseTiming", "onRead");
        // What Tomcat would keep of thousands of connections that have ended pins 130 KiB of each.
        connector.setProperty("socket.bufferPool", "0");
    }

    Tomcat tomcat() {
        return tomcat;
    }

    /**
     * Takes the port, without serving anybody yet.
     *
     * @throws IOException in words for an operator
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
                        "port " + address.port() + " of '" + address.host() + "' cannot be had (" + cause.getMessage()
                                + "); expected it to be free and this machine's: choose another by --port, or 0 for any",
                        failure);
            }
        }
        return new IOException(
                "the server cannot listen on port " + address.port() + " of '" + address.host() + "': "
                        + rootMessage(failure),
                failure);
    }

    private static @Nullable String rootMessage(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage();
    }

    /** Starts what has been added and begins to serve. */
    void start() throws LifecycleException {
        tomcat.start();
    }

    /** Returns the root of everything that is served, as in {@code http://127.0.0.1:8080}. */
    String root() {
        String host = address.isAnywhere() ? "localhost" : address.host();
        return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + connector.getLocalPort();
    }

    @Override
    public void close() {
        try {
            tomcat.stop();
            tomcat.destroy();
        } catch (LifecycleException e) {
            quiet.log(Level.WARNING, "the server did not stop in good order", e);
        }
    }
}
