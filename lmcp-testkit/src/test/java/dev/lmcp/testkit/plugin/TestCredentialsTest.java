package dev.lmcp.testkit.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lmcp.spi.Authorization;
import org.junit.jupiter.api.Test;

class TestCredentialsTest {

    @Test
    void haveTheFieldsThatTheTestSets() {
        TestCredentials request = TestCredentials.bearer("token")
                .with("X-Tenant", "acme")
                .from(TestPeer.unknown().withAddress("192.0.2.7").withUser("ada", "operator"));

        assertThat(request.authorization()).contains(new Authorization("Bearer", "token"));
        assertThat(request.header("authorization")).contains("Bearer token");
        assertThat(request.header("x-tenant")).contains("acme");
        assertThat(request.method() + " " + request.path()).isEqualTo("POST /mcp");
        assertThat(request.peer().address()).contains("192.0.2.7");
        assertThat(request.peer().userPrincipal().orElseThrow().getName()).isEqualTo("ada");
        assertThat(request.peer().isUserInRole("operator")).isTrue();
        assertThat(request.peer().isUserInRole("admin")).isFalse();
        assertThat(request.peer().certificates()).isEmpty();
        assertThat(request.askedHeaders()).containsExactly("authorization", "x-tenant");
    }

    @Test
    void canBeEmpty() {
        TestCredentials request = TestCredentials.none();

        assertThat(request.authorization()).isEmpty();
        assertThat(request.header("X-Key")).isEmpty();
        assertThat(request.peer().address()).isEmpty();
    }

    @Test
    void areCreatedFromACredential() {
        assertThat(TestCredentials.of(Credential.bearer("a-token-of-alice-s")).authorization())
                .contains(new Authorization("Bearer", "a-token-of-alice-s"));
        assertThat(TestCredentials.of(Credential.header("X-Key", "a-key-of-alice-s-own"))
                        .header("x-key"))
                .contains("a-key-of-alice-s-own");
    }
}
