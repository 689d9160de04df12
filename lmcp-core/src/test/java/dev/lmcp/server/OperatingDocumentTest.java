package dev.lmcp.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lmcp.Statistics;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.management.MBeanAttributeInfo;
import org.junit.jupiter.api.Test;

/** What {@code docs/operating.md} says, compared with the code. */
class OperatingDocumentTest {

    private static final Pattern FIRST_CELL = Pattern.compile("(?m)^\\| (`[^|]+`) \\|");

    private static String text() throws IOException {
        return ProjectFiles.text("docs/operating.md");
    }

    /** The names in the first column of the table under a heading of its columns. */
    private static List<String> table(String heading) throws IOException {
        String table = text().split(Pattern.quote(heading), 2)[1].split("\n\n", 2)[0];
        List<String> names = new ArrayList<>();
        Matcher cells = FIRST_CELL.matcher(table);
        while (cells.find()) {
            names.add(cells.group(1).replace("`", ""));
        }
        return names;
    }

    @Test
    void namesTheAttributesOfTheBean() throws IOException {
        Statistics none = new Statistics(true, 0, 0, 0, 0, List.of(), List.of(), List.of());

        assertThat(table("| attribute | what it is |"))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(new ServerBean(() -> none).getMBeanInfo().getAttributes())
                                .map(MBeanAttributeInfo::getName)
                                .toList());
    }

    @Test
    void namesTheOutcomesOfCalls() throws IOException {
        assertThat(table("| outcome of a call | how it ended |"))
                .containsExactlyElementsOf(
                        Stream.of(CallOutcome.values()).map(CallOutcome::code).toList());
    }

    @Test
    void namesTheOutcomesOfAuthentications() throws IOException {
        assertThat(table("| outcome of an authentication | answer |"))
                .containsExactly(
                        AuthCounts.ACCEPTED,
                        AuthCounts.MISSING,
                        AuthCounts.REJECTED,
                        AuthCounts.MALFORMED,
                        AuthCounts.DENIED,
                        AuthCounts.INSUFFICIENT_SCOPE,
                        AuthCounts.UNAVAILABLE,
                        AuthCounts.EXCEPTION);
    }

    @Test
    void namesThePathsOfHealthAndWhenToComeBack() throws IOException {
        assertThat(table("| path, below the application's root | 200 | 503 |"))
                .containsExactly(Health.LIVE, Health.READY);
        assertThat(text()).contains("`Retry-After: " + HttpAnswers.RETRY_AFTER + "`");
    }

    @Test
    void namesKeysThatThereAre() throws IOException {
        Matcher keys =
                Pattern.compile("`(lmcp\\.[a-z.-]+(?:PATTERN)?)(?:=[a-z]+)?`").matcher(text());
        while (keys.find()) {
            if (!keys.group(1).startsWith("lmcp.auth")) {
                assertThat(CoreKeys.ALL).extracting(CoreKey::name).contains(keys.group(1));
            }
        }
    }
}
