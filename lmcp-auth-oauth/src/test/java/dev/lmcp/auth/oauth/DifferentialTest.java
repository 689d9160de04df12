package dev.lmcp.auth.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lmcp.auth.oauth.jose.Jws;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * lmcp accepts no token that another library refuses, except a token with RFC 9068's type, which Nimbus does not know.
 */
class DifferentialTest {

    private static final TestIssuer ISSUER = TestIssuer.seeded(1);
    private static final int MUTATIONS = 10_000;

    private final Predicate<String> lmcp = Verifiers.lmcp(ISSUER);
    private final Map<String, Predicate<String>> others = Verifiers.others(ISSUER);

    @TestFactory
    Stream<DynamicTest> noOtherLibraryRefusesACraftedTokenThatLmcpAccepts() {
        return CraftedTokens.of(ISSUER).stream()
                .map(crafted -> DynamicTest.dynamicTest(crafted.label(), () -> {
                    assertThat(lmcp.test(crafted.token())).isEqualTo(crafted.accepted());
                    assertThat(refusedElsewhere(crafted.token())).isEmpty();
                }));
    }

    @Test
    void noOtherLibraryRefusesAMutatedTokenThatLmcpAccepts() {
        TokenMutations mutations = new TokenMutations(ISSUER, 20_260_601);
        List<String> tokens = Stream.generate(mutations::next).limit(MUTATIONS).toList();

        assertThat(tokens.stream()
                        .filter(token -> !refusedElsewhere(token).isEmpty())
                        .map(this::described))
                .isEmpty();

        // Both results are frequent, so the comparison is meaningful.
        assertThat(tokens.stream().filter(lmcp)).hasSizeBetween(500, MUTATIONS / 2);
    }

    @Test
    void theOtherLibrariesAcceptAPlainToken() {
        String token = ISSUER.token(TestIssuer.HEADER, TestIssuer.claims(""));

        assertThat(others)
                .allSatisfy((name, verifier) ->
                        assertThat(verifier.test(token)).as(name).isTrue());
    }

    private String described(String token) {
        Jws jws = Jws.parse(token);
        return refusedElsewhere(token) + " refuse " + jws.header() + " "
                + new String(jws.payload(), StandardCharsets.UTF_8);
    }

    /** The libraries that refuse a token that lmcp accepts. */
    private List<String> refusedElsewhere(String token) {
        if (!lmcp.test(token)) {
            return List.of();
        }
        boolean accessTokenByName = Jws.parse(token)
                .header()
                .type()
                .filter(type -> type.toLowerCase(Locale.ROOT).contains("at+jwt"))
                .isPresent();
        return others.entrySet().stream()
                .filter(other -> !(accessTokenByName && other.getKey().equals("Nimbus")))
                .filter(other -> !other.getValue().test(token))
                .map(Map.Entry::getKey)
                .toList();
    }
}
