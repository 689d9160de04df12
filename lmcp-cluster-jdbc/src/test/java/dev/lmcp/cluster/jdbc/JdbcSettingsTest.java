package dev.lmcp.cluster.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lmcp.testkit.plugin.TestServices;
import dev.lmcp.testkit.plugin.TestSettings;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said of settings that cannot be used, without a database. */
class JdbcSettingsTest {

    private static final String EXPECTED = "; expected 'jdbc:postgresql://HOST:PORT/DATABASE'";

    private final TestServices services = TestServices.at(Instant.EPOCH);

    @AfterEach
    void close() {
        services.close();
    }

    private List<String> problems(String... lines) {
        TestSettings settings = TestSettings.of("lmcp.cluster.jdbc.", lines);
        new JdbcClusterProvider().create(settings, services).close();
        assertThat(services.notices()).noneMatch(notice -> notice.contains("s3cret"));
        return settings.problems();
    }

    /** People write passwords into URLs, and problems are shown in reports and logs. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://me:s3cret@db.example.com/lmcp",
                "postgres://me:s3cret@db.example.com/lmcp",
                "jdbc:postgresql://db.example.com/lmcp?user=me&password=s3cret",
                "jdbc:postgresql://db.example.com/lmcp?ssl=true&sslPassword=s3cret",
                "jdbc:postgresql://db.example.com/lmcp;user=me;password=s3cret"
            })
    void showsNoPasswordOfAUrl(String url) {
        assertThat(problems("url = " + url))
                .containsExactly(
                        "url contains a user or a password" + EXPECTED + ": set user and password, or password-file");
    }

    @Test
    void saysThatAUrlIsOfAnotherDatabase() {
        assertThat(problems("url = jdbc:mysql://db.example.com/lmcp"))
                .containsExactly("url does not begin with 'jdbc:postgresql:'" + EXPECTED);
    }

    @Test
    void saysThatTheDriverCannotReadAUrl() {
        assertThat(problems("url = jdbc:postgresql://db.example.com:port/lmcp"))
                .containsExactly("url is not a URL that the driver can read" + EXPECTED);
    }

    @Test
    void needsAUrlOrADataSource() {
        assertThat(problems())
                .containsExactly("url is not set, and data-source is not set" + EXPECTED + ", or a data-source");
    }

    @Test
    void saysThatThereIsNoSuchDataSource() {
        assertThat(problems("data-source = java:comp/env/jdbc/absent"))
                .singleElement()
                .asString()
                .startsWith("data-source 'java:comp/env/jdbc/absent' was not found (javax.naming.")
                .endsWith(
                        "); expected a DataSource of the container, as in 'java:comp/env/jdbc/lmcp': declare it there,"
                                + " or set url instead");
    }

    @Test
    void takesOneOfUrlAndDataSource() {
        assertThat(problems("data-source = java:comp/env/jdbc/absent", "url = jdbc:postgresql://db.example.com/lmcp"))
                .contains("url is set, and so is data-source; expected one of them: remove the other");
    }

    @Test
    void saysThatASchemaIsNotUsable() {
        assertThat(problems("schema = My Schema"))
                .contains("schema 'My Schema' is not usable; expected 1 to 40 of a-z, 0-9 and _, no digit first");
    }
}
