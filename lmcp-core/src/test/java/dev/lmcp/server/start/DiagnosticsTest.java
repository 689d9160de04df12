package dev.lmcp.server.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Compares {@code docs/diagnostics.md} with the sources of every module. */
class DiagnosticsTest {

    private static final Pattern CODE = Pattern.compile("LMCP-[0-9]{3}");
    private static final Pattern CODE_AND_TEXT = Pattern.compile("(LMCP-[0-9]{3}) [^\"]");
    private static final Pattern HEADING = Pattern.compile("(?m)^### (LMCP-[0-9]{3})$");

    private static Set<String> find(Pattern pattern, int group, Collection<String> texts) {
        Set<String> found = new TreeSet<>();
        for (String text : texts) {
            Matcher matcher = pattern.matcher(text);
            while (matcher.find()) {
                found.add(matcher.group(group));
            }
        }
        return found;
    }

    private static List<String> inQuotes(List<String> sources) {
        return sources.stream()
                .flatMap(String::lines)
                .filter(line -> line.contains("\""))
                .toList();
    }

    @Test
    void everyCodeHasAHeadingAndEveryHeadingACode() throws IOException {
        Set<String> headings = find(HEADING, 1, List.of(ProjectFiles.text("docs/diagnostics.md")));

        assertThat(headings).hasSizeGreaterThan(20).isEqualTo(find(CODE, 0, inQuotes(ProjectFiles.sources("main"))));
    }

    /** A test must expect the text after the code, because the operator reads the text. */
    @Test
    void everyCodeHasATestThatExpectsItsTextAndNoOtherCodeHas() throws IOException {
        Set<String> headings = find(HEADING, 1, List.of(ProjectFiles.text("docs/diagnostics.md")));
        List<String> tests = inQuotes(ProjectFiles.sources("test"));

        assertThat(find(CODE_AND_TEXT, 1, tests)).isEqualTo(headings);
        assertThat(find(CODE, 0, tests)).isEqualTo(headings);
    }

    @Test
    void everyHeadingSaysSomething() throws IOException {
        String[] sections = ProjectFiles.text("docs/diagnostics.md").split("(?m)^### LMCP-[0-9]{3}$", -1);

        for (int i = 1; i < sections.length; i++) {
            assertThat(sections[i].strip()).isNotEmpty().doesNotStartWith("#");
        }
    }
}
