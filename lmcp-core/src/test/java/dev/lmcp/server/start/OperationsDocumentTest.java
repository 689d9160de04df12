package dev.lmcp.server.start;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lmcp.Statistics;
import dev.lmcp.server.Health;
import dev.lmcp.server.auth.AuthCounts;
import dev.lmcp.server.base.CoreKey;
import dev.lmcp.server.base.HttpResponses;
import dev.lmcp.server.call.CallOutcome;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.management.MBeanAttributeInfo;
import org.junit.jupiter.api.Test;

/** Compares {@code docs/operations.md} with the code. */
class OperationsDocumentTest {

    private static final Pattern FIRST_CELL = Pattern.compile("(?m)^\\| (`[^|]+`) \\|");

    private static String text() throws IOException {
        return ProjectFiles.text("docs/operations.md");
    }

    /** Returns the names in the first column of the table with this header row. */
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
        Statistics none = Statistics.builder().build();

        assertThat(table("| attribute | what it is |"))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(new ServerBean(() -> none).getMBeanInfo().getAttributes())
                                .map(MBeanAttributeInfo::getName)
                                .toList());
    }

    @Test
    void theBeanAndTheApiUseTheSameWords() {
        Statistics none = Statistics.builder().build();

        assertThat(Stream.of(Statistics.class.getDeclaredMethods())
                        .filter(method ->
                                Modifier.isPublic(method.getModifiers()) && !Modifier.isStatic(method.getModifiers()))
                        .map(method -> method.getName().replaceFirst("^is", ""))
                        .map(name -> name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1)))
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
    void namesTheHealthPathsAndTheRetryTime() throws IOException {
        assertThat(table("| path, below the application's root | 200 | 503 |"))
                .containsExactly(Health.LIVE, Health.READY);
        assertThat(text()).contains("`Retry-After: " + HttpResponses.RETRY_AFTER + "`");
    }

    @Test
    void namesEveryLogger() throws IOException {
        Pattern logger = Pattern.compile("System\\.getLogger\\((\"([^\"]+)\")?");
        Set<String> names = new TreeSet<>();
        for (String source : ProjectFiles.sources("main")) {
            Matcher used = logger.matcher(source);
            // the test kit's loggers are not the server's
            while (!source.contains("package dev.lmcp.testkit") && used.find()) {
                assertThat(used.group(2)).as(source).isNotNull();
                names.add(used.group(2));
            }
        }

        assertThat(table("| logger | what it logs |")).containsExactlyInAnyOrderElementsOf(names);
    }

    @Test
    void namesOnlyKeysThatExist() throws IOException {
        Matcher keys =
                Pattern.compile("`(lmcp\\.[a-z.-]+(?:PATTERN)?)(?:=[a-z]+)?`").matcher(text());
        while (keys.find()) {
            if (!keys.group(1).startsWith("lmcp.auth")) {
                assertThat(CoreKeys.ALL).extracting(CoreKey::name).contains(keys.group(1));
            }
        }
    }
}
