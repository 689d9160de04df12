package dev.lmcp.cluster.jdbc;

import dev.lmcp.spi.Secret;
import dev.lmcp.spi.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;

/**
 * The settings of the connection.
 *
 * @param source where connections come from
 * @param tables the tables and their schema
 * @param createsTables whether missing tables are created
 * @param timeout how long a connection or an answer may take
 * @param isUsable whether no problem was found, so that a connection can be tried
 */
record JdbcSettings(ConnectionSource source, Tables tables, boolean createsTables, Duration timeout, boolean isUsable) {

    private static final String URL_START = "jdbc:postgresql:";
    private static final String EXPECTED_URL = "expected 'jdbc:postgresql://HOST:PORT/DATABASE'";
    private static final Pattern SECRET_IN_URL =
            Pattern.compile("@|[?&;](user|[a-z]*password)=", Pattern.CASE_INSENSITIVE);

    static JdbcSettings read(Settings settings) {
        Duration timeout =
                settings.duration("timeout", Duration.ofSeconds(2), Duration.ofMillis(100), Duration.ofMinutes(1));
        boolean createsTables = settings.flag("create-schema", false);
        String schema = settings.text("schema").orElse("lmcp");
        boolean isName = Tables.isName(schema);
        if (!isName) {
            settings.problem(
                    "schema", "'" + schema + "' is not usable; expected 1 to 40 of a-z, 0-9 and _, no digit first");
        }
        Optional<String> name = settings.text("data-source");
        Optional<DataSource> dataSource = name.flatMap(given -> lookUp(settings, given));
        Optional<DriverConnections> connections = driver(settings, timeout, name.isPresent());
        int maxConnections = (int) settings.number("max-connections", 8, 1, 100);
        ConnectionSource source = dataSource
                .<ConnectionSource>map(found -> new ContainerConnections(found, name.orElse(""), timeout))
                .or(() -> connections.map(found -> new PooledConnections(found, maxConnections)))
                .orElseGet(NoConnections::new);
        return new JdbcSettings(
                source,
                new Tables(isName ? schema : "lmcp"),
                createsTables,
                timeout,
                isName && !(source instanceof NoConnections));
    }

    private static Optional<DriverConnections> driver(Settings settings, Duration timeout, boolean hasDataSource) {
        Optional<String> url = settings.text("url");
        Optional<String> user = settings.text("user");
        Supplier<Optional<String>> password = password(settings);
        if (hasDataSource && url.isPresent()) {
            settings.problem("url", "is set, and so is data-source; expected one of them: remove the other");
            return Optional.empty();
        }
        if (!hasDataSource && url.isEmpty()) {
            settings.problem("url", "is not set, and data-source is not set; " + EXPECTED_URL + ", or a data-source");
        }
        return url.filter(text -> isUrl(settings, text))
                .map(text -> new DriverConnections(text, user, password, timeout));
    }

    /** A problem does not show the value, because people write passwords into it. */
    private static boolean isUrl(Settings settings, String url) {
        if (SECRET_IN_URL.matcher(url).find()) {
            settings.problem(
                    "url",
                    "contains a user or a password; " + EXPECTED_URL + ": set user and password, or password-file");
            return false;
        }
        if (!url.startsWith(URL_START)) {
            settings.problem("url", "does not begin with '" + URL_START + "'; " + EXPECTED_URL);
            return false;
        }
        if (DriverConnections.isRefused(url)) {
            settings.problem("url", "is not a URL that the driver can read; " + EXPECTED_URL);
            return false;
        }
        return true;
    }

    private static Supplier<Optional<String>> password(Settings settings) {
        Optional<Secret> password = settings.secret("password");
        Optional<Path> file = settings.secretFile("password-file");
        if (password.isPresent() && file.isPresent()) {
            settings.problem("password-file", "is set, and so is password; expected one of them: remove the other");
        }
        return file.<Supplier<Optional<String>>>map(path -> () -> Optional.of(DriverConnections.readPassword(path)))
                .orElse(() -> password.map(Secret::reveal));
    }

    /** The operator chooses the name, nobody else. */
    @SuppressWarnings("BanJNDI")
    private static Optional<DataSource> lookUp(Settings settings, String name) {
        String expected = "; expected a DataSource of the container, as in 'java:comp/env/jdbc/lmcp': declare it there,"
                + " or set url instead";
        try {
            Object found = new InitialContext().lookup(name);
            if (found instanceof DataSource dataSource) {
                return Optional.of(dataSource);
            }
            settings.problem("data-source", "'" + name + "' is a " + className(found) + expected);
        } catch (NamingException e) {
            settings.problem("data-source", "'" + name + "' was not found (" + e + ")" + expected);
        }
        return Optional.empty();
    }

    private static String className(Object found) {
        return found.getClass().getName();
    }

    /** Returns where the database is, without secrets. */
    String describe() {
        return source.describe() + ", schema '" + tables.schema() + "'";
    }
}
