package dev.lmcp.cluster.jdbc;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The tables, in a schema of their own. Their names end with the number of their layout, so that servers with different
 * layouts run side by side.
 *
 * @param schema the name of the schema, checked by {@link #isName}
 */
record Tables(String schema) {

    /** The file with the statements that create the tables, in the root of the jar. */
    static final String FILE = "lmcp-cluster-jdbc.sql";

    private static final int LAYOUT = 1;
    private static final List<String> NAMES = List.of("values_", "events_", "messages_");
    private static final Pattern NAME = Pattern.compile("[a-z_][a-z0-9_]{0,39}");
    private static final Pattern NAME_IN_FILE = Pattern.compile("\\blmcp\\b");
    private static final long LOCK = 0x6c6d6370_00000000L + LAYOUT;

    static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    String values() {
        return named("values_");
    }

    String events() {
        return named("events_");
    }

    String messages() {
        return named("messages_");
    }

    private String named(String name) {
        return '"' + schema + "\"." + name + LAYOUT;
    }

    /** Returns the channel of the messages. A channel belongs to the database, not to a schema. */
    String channel() {
        return schema + "_bus_" + LAYOUT;
    }

    /** Returns the names of the tables that do not exist. */
    List<String> absent(Connection connection) throws SQLException {
        List<String> absent = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement("SELECT to_regclass(?) IS NULL")) {
            for (String name : NAMES) {
                statement.setString(1, named(name));
                try (ResultSet result = statement.executeQuery()) {
                    if (result.next() && result.getBoolean(1)) {
                        absent.add(name + LAYOUT);
                    }
                }
            }
        }
        return absent;
    }

    /** Returns the names of the tables that the user may not read and write. */
    List<String> forbidden(Connection connection) throws SQLException {
        List<String> forbidden = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement("SELECT count(*) FROM"
                + " unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE']) privilege"
                + " WHERE NOT has_table_privilege(?, privilege)")) {
            for (String name : NAMES) {
                statement.setString(1, named(name));
                try (ResultSet result = statement.executeQuery()) {
                    if (result.next() && result.getInt(1) > 0) {
                        forbidden.add(name + LAYOUT);
                    }
                }
            }
        }
        return forbidden;
    }

    /** Returns whether the database takes no changes, as a standby server does. */
    static boolean isReadOnly(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SHOW transaction_read_only")) {
            return result.next() && "on".equals(result.getString(1));
        }
    }

    /** Says that tables are missing: what was found, what is expected, what to do. */
    String missing(String found) {
        return found + "; expected the tables of the file " + FILE + " in the plugin jar, in schema '" + schema
                + "': run this file with psql, or set lmcp.cluster.jdbc.create-schema to true";
    }

    /** Creates what is missing, in one transaction. Nodes that start together do so one after the other. */
    boolean create(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        boolean isDone = false;
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_advisory_xact_lock(" + LOCK + ")");
            for (String command : commands(hasSchema(connection))) {
                statement.execute(command);
            }
            connection.commit();
            connection.setAutoCommit(true);
            isDone = true;
            return true;
        } finally {
            if (!isDone) {
                Connections.rollBack(connection);
            }
        }
    }

    /** CREATE SCHEMA needs a privilege even if it does nothing. */
    private boolean hasSchema(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT to_regnamespace(?) IS NOT NULL")) {
            statement.setString(1, '"' + schema + '"');
            try (ResultSet result = statement.executeQuery()) {
                return result.next() && result.getBoolean(1);
            }
        }
    }

    private List<String> commands(boolean hasSchema) {
        List<String> commands = new ArrayList<>();
        for (String command : file().replaceAll("(?m)^--.*$", "").split(";", -1)) {
            String text = NAME_IN_FILE.matcher(command.strip()).replaceAll('"' + schema + '"');
            if (!text.isEmpty() && !(hasSchema && text.startsWith("CREATE SCHEMA"))) {
                commands.add(text);
            }
        }
        return commands;
    }

    private static String file() {
        try (InputStream in = Tables.class.getResourceAsStream('/' + FILE)) {
            if (in == null) {
                throw new IllegalStateException("the jar does not contain '" + FILE + "'; expected it: build it again");
            }
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("the file '" + FILE + "' of the jar cannot be read", e);
        }
    }
}
