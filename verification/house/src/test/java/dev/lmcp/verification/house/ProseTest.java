package dev.lmcp.verification.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.lang.model.element.Modifier;
import org.junit.jupiter.api.Test;

/** How comments and pages speak: plain English, with the words of the field. */
class ProseTest {

    /** Words that a reader must parse twice, and British spellings beside American ones. */
    private static final Pattern HARD = Pattern.compile(
            "\\b(lest|whoever|whomever|whatsoever|wherefore|he|his|him|she|behaviour|colour|honour|favour|authoris\\w+|"
                    + "recognis\\w+|serialis\\w+|normalis\\w+|initialis\\w+|cancelled by whom|licence)\\b",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern CODE = Pattern.compile("(?s)```.*?```|`[^`\n]*`|<pre>.*?</pre>|\\{@code [^}]*}");

    @Test
    void pagesSpeakPlainly() {
        List<String> found = new ArrayList<>();
        for (Path page : Project.pages()) {
            found.addAll(hardWords(Project.name(page), Project.read(page)));
        }

        assertThat(found).isEmpty();
    }

    @Test
    void commentsSpeakPlainly() {
        List<String> found = new ArrayList<>();
        for (SourceFile source : SourceFile.all()) {
            source.members(path ->
                    source.comment(path).ifPresent(text -> found.addAll(hardWords(source.name(), text))));
        }

        assertThat(found).isEmpty();
    }

    @Test
    void hardWordsAreFound() {
        assertThat(hardWords("page", "Remove it, lest somebody believe in it. `his` is code."))
                .containsExactly("page: lest");
    }

    private static List<String> hardWords(String name, String text) {
        List<String> found = new ArrayList<>();
        Matcher matcher = HARD.matcher(CODE.matcher(text).replaceAll(" "));
        while (matcher.find()) {
            found.add(name + ": " + matcher.group());
        }
        return found;
    }

    @Test
    void everythingExportedSaysWhatItIs() {
        List<String> silent = new ArrayList<>();
        for (SourceFile source : SourceFile.all()) {
            if (Project.EXPORTED.contains(source.packageName())) {
                source.members(path -> {
                    if (isPublic(path) && source.comment(path).isEmpty() && !isOverride(path)) {
                        silent.add(source.name() + ": "
                                + path.getLeaf()
                                        .toString()
                                        .strip()
                                        .lines()
                                        .findFirst()
                                        .orElse(""));
                    }
                });
            }
        }

        assertThat(silent).isEmpty();
    }

    private static boolean isPublic(TreePath path) {
        Tree leaf = path.getLeaf();
        if (leaf instanceof MethodTree method) {
            return method.getModifiers().getFlags().contains(Modifier.PUBLIC) && isPublicType(path.getParentPath());
        }
        return leaf instanceof ClassTree && isPublicType(path);
    }

    private static boolean isPublicType(TreePath path) {
        for (TreePath at = path; at != null && at.getLeaf() instanceof ClassTree type; at = at.getParentPath()) {
            boolean inInterface =
                    at.getParentPath().getLeaf() instanceof ClassTree outer && outer.getKind() == Tree.Kind.INTERFACE;
            if (!inInterface && !type.getModifiers().getFlags().contains(Modifier.PUBLIC)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isOverride(TreePath path) {
        return path.getLeaf() instanceof MethodTree method
                && method.getModifiers().getAnnotations().stream()
                        .anyMatch(annotation ->
                                annotation.getAnnotationType().toString().equals("Override"));
    }

    @Test
    void theFirstSentenceOfADescriptionIsOne() {
        List<String> wrong = new ArrayList<>();
        for (SourceFile source : SourceFile.all()) {
            source.members(path -> source.comment(path).ifPresent(text -> {
                String first = text.split("<p>|@param|@return|@throws|<pre>", 2)[0].strip();
                if (!first.isEmpty() && !first.matches("(?s).*[.:}]")) {
                    wrong.add(source.name() + ": " + first);
                }
            }));
        }

        assertThat(wrong).isEmpty();
    }
}
