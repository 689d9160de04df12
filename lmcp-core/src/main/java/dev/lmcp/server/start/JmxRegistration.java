package dev.lmcp.server.start;

import dev.lmcp.Statistics;
import java.util.Optional;
import java.util.function.Supplier;
import javax.management.MBeanServerFactory;

/**
 * The registration of a server in JMX.
 *
 * <p>If the JVM has no JMX beans yet, a thread creates them and then registers the server. They take a tenth of the start,
 * and no caller waits for them. Otherwise, as in a container, the server is registered at once.
 */
final class JmxRegistration implements AutoCloseable {

    private final String name;
    private final String at;
    private final Supplier<Statistics> statistics;
    private final Thread thread = new Thread(null, this::register, "lmcp-jmx", 0, false);
    private volatile Optional<JmxName> registered = Optional.empty();

    private JmxRegistration(String name, String at, Supplier<Statistics> statistics) {
        this.name = name;
        this.at = at;
        this.statistics = statistics;
    }

    /**
     * Registers a server, at once or soon. If that fails, the server works without it.
     *
     * @param name the server's name
     * @param at the location of its transport; empty if the transport has none
     */
    static JmxRegistration begin(String name, String at, Supplier<Statistics> statistics) {
        if (MBeanServerFactory.findMBeanServer(null).isEmpty()) {
            return beginOnThread(name, at, statistics);
        }
        JmxRegistration registration = new JmxRegistration(name, at, statistics);
        registration.register();
        return registration;
    }

    /** Registers a server on a thread of its own, which ends by itself and keeps no class loader. */
    static JmxRegistration beginOnThread(String name, String at, Supplier<Statistics> statistics) {
        JmxRegistration registration = new JmxRegistration(name, at, statistics);
        registration.thread.setContextClassLoader(null);
        registration.thread.setDaemon(true);
        registration.thread.start();
        return registration;
    }

    private void register() {
        registered = JmxName.register(name, at, statistics);
    }

    /** Removes the server from JMX. It waits for a registration that goes on, also if its thread is interrupted. */
    @Override
    public void close() {
        boolean isInterrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                isInterrupted = true;
            }
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
        registered.ifPresent(JmxName::close);
    }
}
