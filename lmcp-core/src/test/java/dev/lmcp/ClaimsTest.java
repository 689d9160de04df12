package dev.lmcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class ClaimsTest {

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    @Test
    void areTextsAndListsOfTexts() {
        Claims claims = Claims.none().with("tenant", "acme").with("groups", List.of("a", "b"));

        assertThat(claims.names()).containsExactly("tenant", "groups");
        assertThat(claims.text("tenant")).contains("acme");
        assertThat(claims.texts("tenant")).containsExactly("acme");
        assertThat(claims.texts("groups")).containsExactly("a", "b");
        assertThat(claims.text("groups")).isEmpty();
        assertThat(claims.text("none")).isEmpty();
        assertThat(claims.texts("none")).isEmpty();
        assertThat(claims.find("none")).isEmpty();
    }

    @Test
    void readNothingOfAnotherType() {
        ObjectNode members = object().put("age", 7);
        members.putArray("mixed").add("a").add(1).addNull();
        Claims claims = Claims.fitting(members);

        assertThat(claims.text("age")).isEmpty();
        assertThat(claims.texts("age")).isEmpty();
        assertThat(claims.texts("mixed")).containsExactly("a");
        assertThat(claims.find("age").orElseThrow().intValue()).isEqualTo(7);
    }

    @Test
    void cannotBeChangedFromOutside() {
        ObjectNode members = object();
        ArrayNode groups = members.putArray("groups").add("a");
        Claims claims = Claims.fitting(members);

        groups.add("b");
        members.put("more", "x");
        ((ArrayNode) claims.find("groups").orElseThrow()).add("c");

        assertThat(claims.texts("groups")).containsExactly("a");
        assertThat(claims.names()).containsExactly("groups");
        assertThatThrownBy(() -> claims.names().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> claims.texts("groups").add("x")).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void showNamesAndNoValue() {
        Claims claims = Claims.none().with("email", "ada@example.com");

        assertThat(claims).hasToString("[email]");
        assertThat(Principal.named("ada").withClaims(claims))
                .hasToString("Principal[issuer=local, subject=ada, client=none, scopes=Of[names=[]], expires=never,"
                        + " claims=[email]]");
    }

    @Test
    void areRefusedWhereTheyAreTooManyOrTooLarge() {
        Claims many = Claims.none();
        for (int i = 0; i < Claims.MAX_CLAIMS; i++) {
            many = many.with("c" + i, "x");
        }
        Claims full = many;

        assertThat(full.with("c0", "y").text("c0")).contains("y");
        assertThatThrownBy(() -> full.with("more", "x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("claim 'more' makes 129 claims of size ")
                .hasMessageEndingWith("; expected at most 128 claims of size 16384: leave claims out");
        assertThat(Claims.none().with("n", "x".repeat(Claims.MAX_SIZE - 9)).names())
                .hasSize(1);
        assertThatThrownBy(() -> Claims.none().with("n", "x".repeat(Claims.MAX_SIZE - 8)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("claims of size 16385;")
                .hasMessageNotContaining("xx");
    }

    @Test
    void leaveOutTheLargestUntilTheRestFits() {
        ObjectNode members = object().put("sub", "ada").put("picture", "x".repeat(Claims.MAX_SIZE));
        ArrayNode groups = members.putArray("groups");
        for (int i = 0; i < 1000; i++) {
            groups.add("group-" + i);
        }
        members.put("tenant", "acme");

        Claims claims = Claims.fitting(members);

        assertThat(claims.names()).containsExactly("sub", "tenant");
        assertThat(claims.isComplete()).isFalse();
        assertThat(Claims.fitting(object().put("sub", "ada")).isComplete()).isTrue();
    }

    @Test
    void leaveOutTheLastOfTooMany() {
        ObjectNode members = object();
        for (int i = 0; i <= Claims.MAX_CLAIMS; i++) {
            members.put("c" + i, i);
        }

        Claims claims = Claims.fitting(members);

        assertThat(claims.names())
                .hasSize(Claims.MAX_CLAIMS)
                .contains("c0", "c127")
                .doesNotContain("c128");
        assertThat(claims.isComplete()).isFalse();
    }

    @Test
    void countEveryValueOfANestedOne() {
        ObjectNode members = object();
        ObjectNode nested = members.putObject("nested");
        for (int i = 0; i < 2000; i++) {
            nested.put("n" + i, true);
        }
        members.put("sub", "ada");

        assertThat(Claims.fitting(members).names()).containsExactly("sub");
    }

    @Test
    void areEqualWhereNamesAndValuesAre() {
        assertThat(Claims.none().with("a", "x").with("b", "y"))
                .isEqualTo(Claims.none().with("b", "y").with("a", "x"))
                .hasSameHashCodeAs(Claims.none().with("b", "y").with("a", "x"))
                .isNotEqualTo(Claims.none().with("a", "x"));
    }
}
