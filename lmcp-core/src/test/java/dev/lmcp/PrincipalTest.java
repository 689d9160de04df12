package dev.lmcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PrincipalTest {

    private static final Principal ADA = Principal.of("https://issuer.example", "ada");

    @Test
    void isMadeOfAnIssuerAndASubjectAndNothingElse() {
        assertThat(ADA.issuer()).isEqualTo("https://issuer.example");
        assertThat(ADA.subject()).isEqualTo("ada");
        assertThat(ADA.client()).isEmpty();
        assertThat(ADA.scopes()).isEqualTo(Scopes.none());
        assertThat(ADA.expires()).isEmpty();
        assertThat(ADA.claims()).isEqualTo(Claims.none());
        assertThatThrownBy(() -> Principal.of("x", null)).hasMessage("subject");
        assertThatThrownBy(() -> ADA.withClient(null)).hasMessage("client");
    }

    @Test
    void takesOnWhatItIsGiven() {
        Instant end = Instant.parse("2026-01-01T00:00:00Z");
        Principal full = ADA.withClient("app")
                .withScopes(Scopes.of(List.of("read")))
                .withExpiry(end)
                .withClaims(Claims.none().with("tenant", "acme"));

        assertThat(full.client()).contains("app");
        assertThat(full.scopes().contains("read")).isTrue();
        assertThat(full.expires()).contains(end);
        assertThat(full.claims().text("tenant")).contains("acme");
        assertThat(full.issuer() + full.subject()).isEqualTo("https://issuer.exampleada");
    }

    @Test
    void isTheSameCallerByIssuerSubjectAndClientAlone() {
        assertThat(ADA.withScopes(Scopes.all())
                        .withExpiry(Instant.EPOCH)
                        .withClaims(Claims.none().with("a", "b"))
                        .isSameCallerAs(ADA))
                .isTrue();
        assertThat(ADA.withClient("app").isSameCallerAs(ADA)).isFalse();
        assertThat(Principal.of("https://other.example", "ada").isSameCallerAs(ADA))
                .isFalse();
        assertThat(Principal.of("https://issuer.example", "bob").isSameCallerAs(ADA))
                .isFalse();
    }

    @Test
    void isEqualInEverything() {
        assertThat(ADA.withClient("app"))
                .isEqualTo(ADA.withClient("app"))
                .hasSameHashCodeAs(ADA.withClient("app"))
                .isNotEqualTo(ADA);
        assertThat(ADA.withScopes(Scopes.all())).isNotEqualTo(ADA);
        assertThat(ADA.withExpiry(Instant.EPOCH)).isNotEqualTo(ADA);
        assertThat(ADA.withClaims(Claims.none().with("a", "b"))).isNotEqualTo(ADA);
    }
}
