package dev.lmcp.cluster.jdbc;

import dev.lmcp.spi.ClusterUnavailableException;
import dev.lmcp.spi.Services;
import dev.lmcp.spi.Settings;
import java.util.List;

/**
 * What a server finds out about its database when it starts. A database that answers and cannot be used is a problem of the
 * settings. One that does not answer may do so later.
 */
final class StartCheck {

    private final Settings settings;
    private final Services services;

    StartCheck(Settings settings, Services services) {
        this.settings = settings;
        this.services = services;
    }

    void run(Database database, JdbcSettings read) {
        Tables tables = read.tables();
        try {
            List<String> absent = database.run(tables::absent);
            if (absent.isEmpty()) {
                checkUse(database, read);
            } else if (read.createsTables()) {
                database.run(tables::create);
                services.notice("jdbc: created " + String.join(", ", absent) + " in schema '" + tables.schema() + "'");
            } else {
                settings.problem(
                        "create-schema",
                        "is false, and " + tables.missing("the database has no " + String.join(", ", absent)));
            }
        } catch (ClusterUnavailableException e) {
            tell(e, read);
        }
    }

    private void checkUse(Database database, JdbcSettings read) {
        List<String> forbidden = database.run(read.tables()::forbidden);
        if (!forbidden.isEmpty()) {
            tellPrivileges("a privilege on " + String.join(", ", forbidden), read);
        } else if (database.run(Tables::isReadOnly)) {
            services.notice(
                    "jdbc: PostgreSQL takes no changes, as a standby server does; the server starts, and requests"
                            + " that need a change get 503 until the database takes it");
        }
    }

    private void tellPrivileges(String lacking, JdbcSettings read) {
        settings.problem(
                userKey(read),
                "lacks " + lacking + "; expected USAGE on the schema '"
                        + read.tables().schema()
                        + "', and SELECT, INSERT, UPDATE and DELETE on its tables: grant them to the user");
    }

    private static String userKey(JdbcSettings read) {
        return read.source() instanceof ContainerConnections ? "data-source" : "user";
    }

    private void tell(ClusterUnavailableException e, JdbcSettings read) {
        boolean isContainers = read.source() instanceof ContainerConnections;
        String found = String.valueOf(e.getMessage());
        if (Failures.isRefusedUser(e)) {
            settings.problem(
                    userKey(read),
                    "is refused (" + found + "); expected a user that may connect: correct user and password");
        } else if (Failures.isMissingPrivilege(e)) {
            tellPrivileges("a privilege (" + found + ")", read);
        } else if (Failures.isMissingDatabase(e)) {
            settings.problem(
                    isContainers ? "data-source" : "url",
                    "names no database (" + found + "); expected one that exists: create it, or correct the name");
        } else {
            services.notice("jdbc: " + found + "; the server starts, and connects later");
        }
    }
}
