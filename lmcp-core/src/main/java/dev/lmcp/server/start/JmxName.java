package dev.lmcp.server.start;

import dev.lmcp.Statistics;
import dev.lmcp.server.base.ExceptionSummary;
import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import java.util.Optional;
import java.util.function.Supplier;
import javax.management.InstanceAlreadyExistsException;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * The JMX name of a running server, as in {@code dev.lmcp:type=Server,name="lmcp",at="/lmcp/"}.
 *
 * <p>If another server has the same name, the key {@code instance} is added.
 */
final class JmxName implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger("dev.lmcp.server");
    private static final int MAX_INSTANCES = 1000;

    private final MBeanServer beans;
    private final ObjectName name;

    private JmxName(MBeanServer beans, ObjectName name) {
        this.beans = beans;
        this.name = name;
    }

    /**
     * Registers a server in JMX. If that fails, the server works without it.
     *
     * @param name the server's name
     * @param at the location of its transport; empty if the transport has none
     */
    static Optional<JmxName> register(String name, String at, Supplier<Statistics> statistics) {
        String base = "dev.lmcp:type=Server,name=" + ObjectName.quote(name)
                + (at.isEmpty() ? "" : ",at=" + ObjectName.quote(at));
        try {
            return register(ManagementFactory.getPlatformMBeanServer(), base, new ServerBean(statistics));
        } catch (JMException | RuntimeException e) {
            LOG.log(Level.WARNING, "the server is not shown by JMX: {0}", ExceptionSummary.describe(e));
            return Optional.empty();
        }
    }

    private static Optional<JmxName> register(MBeanServer beans, String base, ServerBean bean) throws JMException {
        for (int instance = 1; instance <= MAX_INSTANCES; instance++) {
            ObjectName free = new ObjectName(instance == 1 ? base : base + ",instance=" + instance);
            try {
                beans.registerMBean(bean, free);
                return Optional.of(new JmxName(beans, free));
            } catch (InstanceAlreadyExistsException taken) {
                LOG.log(Level.DEBUG, "''{0}'' is the name of another server", free);
            }
        }
        return Optional.empty();
    }

    @Override
    public void close() {
        try {
            beans.unregisterMBean(name);
        } catch (InstanceNotFoundException gone) {
            LOG.log(Level.DEBUG, "''{0}'' is already removed", name);
        } catch (JMException | SecurityException e) {
            LOG.log(Level.WARNING, "the server is still shown by JMX: {0}", ExceptionSummary.describe(e));
        }
    }
}
