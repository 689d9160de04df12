package dev.lmcp.testkit.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lmcp.spi.Challenge;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChallengeFieldTest {

    private static List<String> schemes(String field) {
        return ChallengeField.read(field).map(ChallengeField::schemes).orElse(List.of());
    }

    @Test
    void readsSchemesWithAndWithoutParameters() {
        assertThat(schemes("Bearer")).containsExactly("Bearer");
        assertThat(schemes("Basic realm=\"x, y\", charset=\"UTF-8\"")).containsExactly("Basic");
        assertThat(schemes("Bearer a=\"b\", DPoP algs=\"ES256 RS256\", Basic"))
                .containsExactly("Bearer", "DPoP", "Basic");
        assertThat(schemes("Negotiate YII/abc==, Digest qop=auth")).containsExactly("Negotiate", "Digest");
        assertThat(schemes("Basic, Bearer x = \"a\\\"b\"")).containsExactly("Basic", "Bearer");
    }

    @Test
    void readsChallengesOfTheServer() {
        assertThat(schemes(Challenge.of("Key")
                        .with("a", "quote \" and \\")
                        .with("b", "\u00e4\n")
                        .toString()))
                .containsExactly("Key");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "Bearer realm x",
                "Bearer =",
                "Bearer a=\"b",
                "Bearer a=\"b\" c=\"d\"",
                "a=\"b\"",
                "Bearer a=\"b\",",
                "Bear(er",
                "Bearer a=\"\u00e4\""
            })
    void refusesFieldsThatTheGrammarForbids(String field) {
        assertThat(ChallengeField.read(field)).isEmpty();
    }
}
