package dev.lmcp.auth.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lmcp.Scopes;
import dev.lmcp.spi.AuthDecision;
import dev.lmcp.spi.Authenticator;
import dev.lmcp.testkit.plugin.TestCredentials;
import dev.lmcp.testkit.plugin.TestServices;
import dev.lmcp.testkit.plugin.TestSettings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Access tokens as each vendor documents them, signed with test keys.
 *
 * <p>A token is accepted with the recipe of {@code docs/oauth.md}, and refused without its special lines. Each file
 * names the vendor's page.
 */
class TokenShapesTest {

    private static final TestIssuer ISSUER = TestIssuer.seeded(1);
    private static final List<String> SHAPES = List.of(
            "auth0", "authentik", "cognito", "entra-v1", "entra-v2", "entra-multi-tenant", "google", "okta", "zitadel");

    @TempDir
    private Path directory;

    @TestFactory
    Stream<DynamicTest> isAcceptedWithItsRecipe() {
        return SHAPES.stream()
                .map(name -> DynamicTest.dynamicTest(name, () -> {
                    Shape shape = read(name);

                    AuthDecision decision = decide(shape, shape.recipe());

                    assertThat(decision).isInstanceOfSatisfying(AuthDecision.Accepted.class, accepted -> {
                        assertThat(accepted.principal().subject()).isEqualTo(shape.text("subject"));
                        assertThat(accepted.principal().client().orElse("")).isEqualTo(shape.text("client"));
                        assertThat(accepted.principal().scopes())
                                .isEqualTo(Scopes.of(Set.copyOf(shape.list("scopes"))));
                    });
                }));
    }

    @TestFactory
    Stream<DynamicTest> isTheRecipeOfTheGuide() throws IOException {
        List<String> guide = Files.readAllLines(Path.of("..", "docs", "oauth.md"));
        return SHAPES.stream()
                .map(name -> DynamicTest.dynamicTest(
                        name,
                        () -> assertThat(guide)
                                .containsAll(read(name).recipe().stream()
                                        .map(line -> "lmcp.auth.oauth." + line)
                                        .toList())));
    }

    /** Without a special line of the recipe, the token is refused, or its scopes are not found. */
    @TestFactory
    Stream<DynamicTest> needsEachSpecialLineOfItsRecipe() {
        return SHAPES.stream().flatMap(name -> {
            Shape shape = read(name);
            return shape.list("special").stream()
                    .map(line -> DynamicTest.dynamicTest(name + " without " + line, () -> {
                        List<String> without = new ArrayList<>(shape.recipe());
                        assertThat(without.remove(line)).isTrue();

                        AuthDecision decision = decide(shape, without);

                        boolean same = decision instanceof AuthDecision.Accepted accepted
                                && accepted.principal().scopes().equals(Scopes.of(Set.copyOf(shape.list("scopes"))));
                        assertThat(same).isFalse();
                    }));
        });
    }

    @TestFactory
    Stream<DynamicTest> isRefusedWithoutItsRecipe() {
        return SHAPES.stream()
                .map(name -> DynamicTest.dynamicTest(name, () -> {
                    Shape shape = read(name);

                    AuthDecision decision = decide(
                            shape, List.of("resource = https://mcp.example/mcp", "issuer = " + shape.text("issuer")));

                    assertThat(decision).isInstanceOf(AuthDecision.Rejected.class);
                }));
    }

    private AuthDecision decide(Shape shape, List<String> recipe) throws IOException {
        Path jwks = Files.writeString(directory.resolve("jwks"), ISSUER.jwks(TestIssuer.KEY_ID));
        List<String> lines = new ArrayList<>(recipe);
        lines.add("discovery = off");
        lines.add("jwks-file = " + jwks);
        try (TestServices services = TestServices.withThreads(TestIssuer.CLOCK)) {
            TestSettings settings = TestSettings.of("lmcp.auth.oauth.", lines.toArray(String[]::new));
            Authenticator authenticator = new OAuthProvider().create(settings, services);
            return authenticator.authenticate(TestCredentials.bearer(shape.token()));
        }
    }

    private static Shape read(String name) {
        try (InputStream file = TokenShapesTest.class.getResourceAsStream("shapes/" + name + ".json")) {
            return new Shape(JsonMapper.shared().readTree(file.readAllBytes()));
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** One file. */
    private record Shape(JsonNode json) {

        String text(String name) {
            return json.get(name).stringValue();
        }

        List<String> list(String name) {
            return json.get(name).valueStream().map(JsonNode::stringValue).toList();
        }

        List<String> recipe() {
            return list("recipe");
        }

        /** The vendor's header with the id of the test key, and the vendor's claims with times near the test's time. */
        String token() {
            String header = json.get("header").toString().replace("\"@kid\"", "\"" + TestIssuer.KEY_ID + "\"");
            String claims = json.get("claims")
                    .toString()
                    .replace("\"@iat\"", String.valueOf(TestIssuer.at(-60)))
                    .replace("\"@exp\"", String.valueOf(TestIssuer.at(3540)));
            return ISSUER.signed(encode(header) + "." + encode(claims));
        }

        private static String encode(String text) {
            return TestIssuer.encode(text.getBytes(StandardCharsets.UTF_8));
        }
    }
}
