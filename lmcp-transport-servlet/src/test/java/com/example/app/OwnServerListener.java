package com.example.app;

import dev.lmcp.embed.Lmcp;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.util.Optional;

/** Starts the application's server in a listener of {@code web.xml}. */
public final class OwnServerListener implements ServletContextListener {

    private Optional<Lmcp> lmcp = Optional.empty();

    /** Creates a listener. Containers call it. */
    public OwnServerListener() {}

    @Override
    public void contextInitialized(ServletContextEvent event) {
        lmcp = Optional.of(OwnServer.mount(event.getServletContext()));
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        lmcp.ifPresent(Lmcp::close);
    }
}
