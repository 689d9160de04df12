package dev.lmcp.verification.house;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/**
 * One Java source, as the compiler reads it.
 *
 * @param path the file
 * @param unit its tree
 * @param trees its comments and positions
 */
record SourceFile(Path path, CompilationUnitTree unit, DocTrees trees) {

    /** A method with a body, and the number of lines between its braces. */
    record LongMethod(String name, long lines) {}

    /** Parses the sources of all modules. */
    static List<SourceFile> all() {
        return parse(Project.sources());
    }

    static List<SourceFile> parse(List<Path> files) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (var manager = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null, manager, null, List.of("-proc:none"), null, manager.getJavaFileObjectsFromPaths(files));
            DocTrees trees = DocTrees.instance(task);
            List<SourceFile> parsed = new ArrayList<>();
            for (CompilationUnitTree unit : task.parse()) {
                parsed.add(new SourceFile(Path.of(unit.getSourceFile().toUri()), unit, trees));
            }
            return parsed;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String name() {
        return Project.name(path);
    }

    /** Returns the name of the package. */
    String packageName() {
        return unit.getPackage() == null
                ? ""
                : unit.getPackage().getPackageName().toString();
    }

    long lines() {
        return Project.read(path).lines().count();
    }

    /** Returns each string in the code, comments left out. */
    List<String> strings() {
        List<String> strings = new ArrayList<>();
        new TreePathScanner<Void, Void>() {
            @Override
            public Void visitLiteral(LiteralTree literal, Void nothing) {
                if (literal.getValue() instanceof String text) {
                    strings.add(text);
                }
                return null;
            }
        }.scan(unit, null);
        return strings;
    }

    List<LongMethod> methodsLongerThan(int max) {
        List<LongMethod> found = new ArrayList<>();
        LineMap lines = unit.getLineMap();
        new TreePathScanner<Void, Void>() {
            @Override
            public Void visitMethod(MethodTree method, Void nothing) {
                if (method.getBody() != null) {
                    long start = trees.getSourcePositions().getStartPosition(unit, method.getBody());
                    long end = trees.getSourcePositions().getEndPosition(unit, method.getBody());
                    long count = lines.getLineNumber(end) - lines.getLineNumber(start) - 1;
                    if (count > max) {
                        found.add(new LongMethod(method.getName().toString(), count));
                    }
                }
                return super.visitMethod(method, null);
            }
        }.scan(unit, null);
        return found;
    }

    /** Returns the documentation comment of a tree, as text. */
    Optional<String> comment(TreePath path) {
        return Optional.ofNullable(trees.getDocComment(path));
    }

    /** Visits each class and member. */
    void members(Consumer<TreePath> visitor) {
        new TreePathScanner<Void, Void>() {
            @Override
            public Void visitClass(com.sun.source.tree.ClassTree type, Void nothing) {
                visitor.accept(getCurrentPath());
                return super.visitClass(type, null);
            }

            @Override
            public Void visitMethod(MethodTree method, Void nothing) {
                visitor.accept(getCurrentPath());
                return null;
            }

            @Override
            public Void visitVariable(com.sun.source.tree.VariableTree field, Void nothing) {
                visitor.accept(getCurrentPath());
                return null;
            }
        }.scan(unit, null);
    }
}
