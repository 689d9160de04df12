package dev.lmcp.cluster.jdbc;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Hashtable;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.naming.Context;
import javax.naming.NameNotFoundException;
import javax.naming.spi.InitialContextFactory;
import javax.sql.DataSource;

/** A container with names, and with a pool that wraps its connections, so that the driver's classes are not seen. */
public final class TestContainer implements InitialContextFactory {

    private static final Map<String, Object> NAMES = new ConcurrentHashMap<>();

    /** Creates the container, as naming does. */
    public TestContainer() {}

    static void begin() {
        System.setProperty(Context.INITIAL_CONTEXT_FACTORY, TestContainer.class.getName());
    }

    static void end() {
        System.clearProperty(Context.INITIAL_CONTEXT_FACTORY);
        NAMES.clear();
    }

    static void bind(String name, Object value) {
        NAMES.put(name, value);
    }

    @Override
    public Context getInitialContext(Hashtable<?, ?> environment) {
        return proxy(Context.class, (self, method, words) -> {
            Object found = method.getName().equals("lookup") ? NAMES.get(String.valueOf(words[0])) : null;
            if (found == null) {
                throw new NameNotFoundException(String.valueOf(words[0]));
            }
            return found;
        });
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(TestContainer.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    /** A pool whose connections have no autocommit, and keep what their users leave behind. */
    static final class Pool {

        private final PostgresServer server;
        private final Deque<Connection> idle = new ArrayDeque<>();
        final AtomicInteger taken = new AtomicInteger();

        Pool(PostgresServer server) {
            this.server = server;
        }

        DataSource dataSource() {
            return proxy(DataSource.class, (self, method, words) -> {
                if (!method.getName().equals("getConnection")) {
                    throw new UnsupportedOperationException(method.getName());
                }
                return wrap(take());
            });
        }

        private synchronized Connection take() throws SQLException {
            taken.incrementAndGet();
            Connection found = idle.pollFirst();
            if (found != null && found.isValid(1)) {
                return found;
            }
            Connection opened = server.connect();
            opened.setAutoCommit(false);
            return opened;
        }

        private synchronized void giveBack(Connection connection) {
            taken.decrementAndGet();
            idle.addFirst(connection);
        }

        private Connection wrap(Connection connection) {
            return proxy(Connection.class, (self, method, words) -> {
                if (method.getName().equals("close")) {
                    giveBack(connection);
                    return null;
                }
                if (method.getName().equals("unwrap") && words[0] == Connection.class) {
                    return self;
                }
                try {
                    return method.invoke(connection, words);
                } catch (InvocationTargetException e) {
                    throw e.getCause() == null ? e : e.getCause();
                }
            });
        }

        /** Looks for what users have left behind in the connections that are idle. */
        synchronized String leftovers() throws SQLException {
            StringBuilder found = new StringBuilder();
            for (Connection connection : idle) {
                found.append(connection.getAutoCommit() ? "autocommit " : "");
                found.append(connection.getNetworkTimeout() == 5000 ? "" : "timeout ");
                try (Statement statement = connection.createStatement();
                        var channels = statement.executeQuery("SELECT * FROM pg_listening_channels()")) {
                    found.append(channels.next() ? "listening " : "");
                }
                connection.rollback();
            }
            return found.toString();
        }

        synchronized void close() throws SQLException {
            for (Connection connection : idle) {
                connection.close();
            }
        }
    }
}
