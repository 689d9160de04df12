package dev.lmcp;

import static dev.lmcp.Trees.tree;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lmcp.annotation.Pattern;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What texts do to the patterns of a record. */
@Timeout(30)
class RecordPatternTest {

    private record Slugs(
            @Pattern("^[a-z]+(-[a-z]+)*$") String words,
            @Pattern("^(?:[a-z]|[0-9])+$") String signs,
            @Pattern("^(a+)+$") String nested,
            @Pattern("^(a|a)*$") String twice,

            @Pattern("[a-z]*[a-z]*[a-z]*[a-z]*[a-z]*[a-z]*9")
            String within) {}

    private static List<String> problems(Class<?> type, String json) {
        return catchThrowableOfType(
                        InvalidInputException.class, () -> Shape.of(type).decode(tree(json)))
                .problems();
    }

    private static String slugs(String words, String signs, String nested, String twice, String within) {
        return "{'words':'" + words + "','signs':'" + signs + "','nested':'" + nested + "','twice':'" + twice
                + "','within':'" + within + "'}";
    }

    @Test
    void aTextThatIsTooCostlyToMatchIsRefused() {
        String much = "a".repeat(200_000);
        List<String> problems = problems(
                Slugs.class, slugs("a-".repeat(200_000) + "a", much, "a".repeat(10_000) + "!", much, "x".repeat(200)));

        assertThat(problems).hasSize(5);
        assertThat(problems.get(0))
                .startsWith("/words is too costly to match with '^[a-z]+(-[a-z]+)*$', and was \"a-a-");
        assertThat(problems.get(1)).startsWith("/signs is too costly to match with '^(?:[a-z]|[0-9])+$', and was ");
        assertThat(problems.get(2)).startsWith("/nested is too costly to match with '^(a+)+$', and was ");
        assertThat(problems.get(3)).startsWith("/twice is too costly to match with '^(a|a)*$', and was ");
        assertThat(problems.get(4))
                .startsWith("/within is too costly to match with '[a-z]*[a-z]*[a-z]*[a-z]*[a-z]*[a-z]*9', and was ");
        assertThat(problems).allMatch(problem -> problem.endsWith("; expected a shorter or simpler text"));
    }

    @Test
    void aLongTextThatMatchesAtOnceIsTaken() {
        record Words(@Pattern("^[a-z ]+$") String text) {}
        String much = "a b".repeat(300_000);

        assertThat(Shape.of(Words.class).decode(tree("{'text':'" + much + "'}")).text())
                .isEqualTo(much);
    }

    private record Jakarta(
            @jakarta.validation.constraints.Pattern(regexp = "^cat|dog$")
            String first,

            @jakarta.validation.constraints.Pattern(regexp = "^[0-9]+\\$")
            String second,

            @jakarta.validation.constraints.Pattern(regexp = "^a$|^b$")
            String third) {}

    @ParameterizedTest
    @CsvSource({"cats,5$,a", "hotdog,5$,a", "cat,5$5,a", "cat,5,a", "cat,5$,ab", "cat,5$,ba"})
    void aPatternOfJakartaMatchesTheWholeText(String first, String second, String third) {
        assertThat(problems(Jakarta.class, jakarta(first, second, third))).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"cat,5$,a", "dog,15$,b"})
    void aPatternOfJakartaMayHaveAlternatives(String first, String second, String third) {
        assertThat(Shape.of(Jakarta.class).decode(tree(jakarta(first, second, third))))
                .isEqualTo(new Jakarta(first, second, third));
    }

    private static String jakarta(String first, String second, String third) {
        return "{'first':'" + first + "','second':'" + second + "','third':'" + third + "'}";
    }
}
