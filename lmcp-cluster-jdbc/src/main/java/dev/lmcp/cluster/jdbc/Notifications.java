package dev.lmcp.cluster.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads notifications from a connection by the driver's own interface, {@code org.postgresql.PGConnection}.
 *
 * <p>The driver may be the container's, while the plugin jar has another one under another name. So the interface is sought
 * by its name, and called by reflection. Not safe for concurrent use.
 */
final class Notifications {

    private static final String INTERFACE = "postgresql.PGConnection";

    private final Object connection;
    private final Method read;

    private Notifications(Object connection, Class<?> type) throws ReflectiveOperationException {
        this.connection = connection;
        this.read = type.getMethod("getNotifications", int.class);
    }

    /**
     * Finds the interface.
     *
     * @throws SQLException if the connection does not show it
     */
    static Notifications of(Connection connection) throws SQLException {
        try {
            Connection inner = connection.unwrap(Connection.class);
            for (Connection candidate : List.of(connection, inner)) {
                Optional<Class<?>> type = interfaceOf(candidate.getClass());
                if (type.isPresent()) {
                    return new Notifications(candidate, type.get());
                }
            }
            Class<?> type = load(connection);
            return new Notifications(connection.unwrap(type), type);
        } catch (ReflectiveOperationException | SQLException e) {
            throw new SQLException(
                    "a connection of the class '" + connection.getClass().getName()
                            + "' does not show the driver's org.postgresql.PGConnection (" + e
                            + "); expected the PostgreSQL driver where the application sees it: add it to the"
                            + " application's class path, or set url instead of data-source",
                    e);
        }
    }

    private static Optional<Class<?>> interfaceOf(@Nullable Class<?> type) {
        if (type == null) {
            return Optional.empty();
        }
        if (type.isInterface() && type.getName().endsWith('.' + INTERFACE)) {
            return Optional.of(type);
        }
        for (Class<?> parent : type.getInterfaces()) {
            Optional<Class<?>> found = interfaceOf(parent);
            if (found.isPresent()) {
                return found;
            }
        }
        return interfaceOf(type.getSuperclass());
    }

    /** The name is put together here, because the plugin jar has names in constants changed. */
    private static Class<?> load(Connection connection) throws ClassNotFoundException {
        String name = String.join(".", "org", INTERFACE);
        for (@Nullable ClassLoader loader : loaders(connection)) {
            try {
                return Class.forName(name, false, loader);
            } catch (ClassNotFoundException e) {
                // the next one may have it
            }
        }
        throw new ClassNotFoundException(name);
    }

    private static List<@Nullable ClassLoader> loaders(Connection connection) {
        List<@Nullable ClassLoader> loaders = new ArrayList<>();
        loaders.add(connection.getClass().getClassLoader());
        loaders.add(Notifications.class.getClassLoader());
        loaders.add(Thread.currentThread().getContextClassLoader());
        return loaders;
    }

    /** Waits for notifications, and returns their payloads in order. Returns an empty list after {@code timeout}. */
    List<String> await(Duration timeout) throws SQLException {
        try {
            Object[] found = (Object[]) read.invoke(connection, (int) timeout.toMillis());
            List<String> payloads = new ArrayList<>();
            for (Object next : found == null ? new Object[0] : found) {
                payloads.add(payload(next));
            }
            return payloads;
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof SQLException sql) {
                throw sql;
            }
            throw new SQLException("notifications cannot be read: " + e.getCause(), e);
        } catch (ReflectiveOperationException e) {
            throw new SQLException("notifications cannot be read: " + e, e);
        }
    }

    private static String payload(Object notification) throws ReflectiveOperationException {
        for (Class<?> type : notification.getClass().getInterfaces()) {
            if (type.getName().endsWith(".postgresql.PGNotification")) {
                return (String) type.getMethod("getParameter").invoke(notification);
            }
        }
        throw new NoSuchMethodException(
                "getParameter of " + notification.getClass().getName());
    }
}
