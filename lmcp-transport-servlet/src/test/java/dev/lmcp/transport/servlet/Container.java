package dev.lmcp.transport.servlet;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.EnumSet;
import java.util.Map;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** An embedded container with few threads. */
enum Container {
    TOMCAT {
        @Override
        Running start(ServletContainerInitializer application) {
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
            Context context = tomcat.addContext("", null);
            context.addServletContainerInitializer(application, null);
            try {
                tomcat.start();
            } catch (LifecycleException e) {
                throw new IllegalStateException(e);
            }
            return new Running(connector.getLocalPort(), context.getServletContext(), () -> {
                tomcat.stop();
                tomcat.destroy();
            });
        }
    },
    JETTY {
        @Override
        Running start(ServletContainerInitializer application) {
            // Some threads select and accept, the others process requests.
            Server server = new Server(new QueuedThreadPool(THREADS + 3, 2));
            ServerConnector connector = new ServerConnector(server, 1, 1);
            server.addConnector(connector);
            ServletContextHandler context = new ServletContextHandler();
            context.addServletContainerInitializer(application);
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
