package dev.lmcp.transport.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lmcp.config.Config;
import dev.lmcp.verification.transport.Wire;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.authenticator.BasicAuthenticator;
import org.apache.tomcat.util.descriptor.web.LoginConfig;
import org.apache.tomcat.util.descriptor.web.SecurityCollection;
import org.apache.tomcat.util.descriptor.web.SecurityConstraint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Tomcat realm authenticates the callers, and their roles give their scopes. */
final class ContainerLoginTest {

    @TempDir
    private Path folder;

    private TomcatServer server;

    @BeforeEach
    void start() throws LifecycleException {
        server = new TomcatServer(
                folder,
                Config.builder().set("lmcp.auth", "container").set("lmcp.auth.container.scopes.operator", "who, roll"));
        server.tomcat().addUser("ada", "countess");
        server.tomcat().addRole("ada", "operator");
        server.tomcat().addUser("bob", "builder");
        server.context().setLoginConfig(new LoginConfig("BASIC", "application", null, null));
        server.context().getPipeline().addValve(new BasicAuthenticator());
    }

    @AfterEach
    void stop() throws LifecycleException {
        server.close();
    }

    /** Allows only users of the realm, like a {@code security-constraint} in {@code web.xml}. */
    private void requireLogin() {
        SecurityCollection endpoint = new SecurityCollection();
        endpoint.addPattern("/mcp");
        SecurityConstraint constraint = new SecurityConstraint();
        constraint.addCollection(endpoint);
        constraint.addAuthRole(SecurityConstraint.ROLE_ALL_AUTHENTICATED_USERS);
        server.context().addConstraint(constraint);
    }

    private Wire.Reply call(String... lines) {
        return TomcatServer.call(Wire.to(server.port()), lines);
    }

    private static String basic(String login) {
        return "Authorization: Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void acceptsAUserOfTheRealmWithTheScopesOfTheirRoles() throws Exception {
        requireLogin();
        server.start();

        Wire.Reply reply = call(basic("ada:countess"), "X-Tenant: t1", "X-Tenant: t2");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body())
                .contains("ada of container from 127.0.0.1 with Of[names=[who, roll]], no credential, t1, t2");
    }

    @Test
    void namesTheMissingScopeToAUserWithoutTheRole() throws Exception {
        requireLogin();
        server.start();

        Wire.Reply reply = call(basic("bob:builder"));

        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.headers().get("www-authenticate"))
                .startsWith("Basic error=\"insufficient_scope\"")
                .contains("scope=\"who\"")
                .contains("realm=\"application\"");
    }

    @Test
    void leavesAWrongPasswordToTheContainer() throws Exception {
        requireLogin();
        server.start();

        Wire.Reply reply = call(basic("ada:wrong"));

        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.body()).doesNotContain("error_description");
    }

    @Test
    void refusesEveryCallerIfTheContainerRequiresNoLogin() throws Exception {
        server.start();

        Wire.Reply reply = call(basic("ada:wrong"));

        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.headers()).containsEntry("www-authenticate", "Basic realm=\"application\"");
    }
}
