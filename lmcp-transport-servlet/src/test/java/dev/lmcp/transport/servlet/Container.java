package dev.lmcp.transport.servlet;

import dev.lmcp.verification.transport.StubEndpoint;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.scan.StandardJarScanner;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.webapp.WebAppContext;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** An embedded container with few threads. */
enum Container {
    TOMCAT {
        @Override
        Running start(ServletContainerInitializer application) {
            Tomcat tomcat = tomcat();
            Context context = tomcat.addContext("", null);
            context.addServletContainerInitializer(application, null);
            return run(tomcat, context);
        }

        @Override
        Running deploy(Path war) {
            Tomcat tomcat = tomcat();
            Context context = tomcat.addWebapp("", war.toString());
            ((StandardJarScanner) context.getJarScanner()).setScanClassPath(false);
            return run(tomcat, context);
        }

        private Tomcat tomcat() {
            Tomcat tomcat = new Tomcat();
            Connector connector = new Connector();
            connector.setPort(0);
            connector.setThrowOnFailure(true);
            connector.setProperty("maxThreads", String.valueOf(THREADS));
            connector.setProperty("minSpareThreads", "2");
            tomcat.setConnector(connector);
            try {
                tomcat.setBaseDir(Files.createTempDirectory("lmcp-tomcat").toString());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return tomcat;
        }

        private Running run(Tomcat tomcat, Context context) {
            try {
                tomcat.start();
            } catch (LifecycleException e) {
                throw new IllegalStateException(e);
            }
            return new Running(tomcat.getConnector().getLocalPort(), context.getServletContext(), () -> {
                tomcat.stop();
                tomcat.destroy();
            });
        }
    },
    JETTY {
        @Override
        Running start(ServletContainerInitializer application) {
            ServletContextHandler context = new ServletContextHandler();
            context.addServletContainerInitializer(application);
            return run(context);
        }

        @Override
        Running deploy(Path war) {
            WebAppContext context = new WebAppContext();
            context.setWar(war.toString());
            return run(context);
        }

        private Running run(ServletContextHandler context) {
            // Some threads select and accept, the others process requests.
            Server server = new Server(new QueuedThreadPool(THREADS + 3, 2));
            ServerConnector connector = new ServerConnector(server, 1, 1);
            server.addConnector(connector);
            server.setHandler(context);
            try {
                server.start();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
            return new Running(connector.getLocalPort(), context.getServletContext(), server::stop);
        }
    };

    static final int THREADS = 8;

    /** Starts an application that an initializer configures. */
    abstract Running start(ServletContainerInitializer application);

    /** Starts the application in a folder. */
    abstract Running deploy(Path war);

    Running start(McpServlet servlet, Map<String, Filter> blockingFilters) {
        return start((types, context) -> mount(context, servlet, blockingFilters));
    }

    private static void mount(ServletContext context, McpServlet servlet, Map<String, Filter> blockingFilters) {
        ServletRegistration.Dynamic registration = context.addServlet("mcp", servlet);
        registration.setAsyncSupported(true);
        registration.addMapping("/*");
        blockingFilters.forEach((name, filter) -> {
            FilterRegistration.Dynamic blocking = context.addFilter(name, filter);
            blocking.setAsyncSupported(false);
            blocking.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
        });
    }

    Running start(StubEndpoint endpoint) {
        return start(new McpServlet(endpoint), Map.of());
    }
}
