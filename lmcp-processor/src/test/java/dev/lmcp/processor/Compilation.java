package dev.lmcp.processor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/**
 * One run of the compiler with both processors.
 *
 * @param classes the folder of what was made
 * @param diagnostics what the compiler said
 */
record Compilation(Path classes, List<Diagnostic<? extends JavaFileObject>> diagnostics) {

    /** A source in memory. */
    private static final class Source extends SimpleJavaFileObject {

        private final String text;

        Source(String path, String text) {
            super(java.net.URI.create("string:///" + path), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    /**
     * Compiles sources.
     *
     * @param classes where the classes and the generated sources go, and where those of earlier runs are found
     * @param sources the texts by path, as in {@code com/example/Finder.java}
     */
    static Compilation of(Path classes, Map<String, String> sources, String... options) {
        return of(classes, sources, List.of(), options);
    }

    /** Compiles sources, and processes classes that were compiled before. */
    static Compilation of(Path classes, Map<String, String> sources, List<String> processed, String... options) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> collector = new DiagnosticCollector<>();
        try (StandardJavaFileManager files =
                compiler.getStandardFileManager(collector, Locale.ROOT, StandardCharsets.UTF_8)) {
            files.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(Files.createDirectories(classes)));
            List<String> all = new ArrayList<>(List.of("-Xlint:all,-processing,-classfile", "--release", "17"));
            if (Stream.of(options).noneMatch("--module-path"::equals)) {
                all.addAll(List.of(
                        "-classpath", classes + java.io.File.pathSeparator + System.getProperty("java.class.path")));
            }
            all.addAll(List.of(options));
            JavaCompiler.CompilationTask task = compiler.getTask(
                    null,
                    files,
                    collector,
                    all,
                    processed,
                    sources.entrySet().stream()
                            .map(source -> new Source(source.getKey(), source.getValue()))
                            .toList());
            task.setProcessors(List.of(new MethodProcessor(), new ServicesProcessor()));
            task.call();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Compilation(classes, collector.getDiagnostics());
    }

    /** Returns the messages of one kind, each with its file and line in front. */
    List<String> messages(Diagnostic.Kind kind) {
        return diagnostics.stream()
                .filter(diagnostic -> diagnostic.getKind() == kind)
                .map(Compilation::shown)
                .toList();
    }

    /** Returns all that the compiler had to object to. */
    List<String> objections() {
        return Stream.of(Diagnostic.Kind.ERROR, Diagnostic.Kind.WARNING, Diagnostic.Kind.MANDATORY_WARNING)
                .flatMap(kind -> messages(kind).stream())
                .toList();
    }

    private static String shown(Diagnostic<? extends JavaFileObject> diagnostic) {
        String file = diagnostic.getSource() == null
                ? ""
                : Path.of(diagnostic.getSource().getName()).getFileName() + ":" + diagnostic.getLineNumber() + ": ";
        return file + diagnostic.getMessage(Locale.ROOT);
    }

    /** Returns the text of a file that was made; empty if there is none. */
    String text(String path) {
        try {
            Path file = classes.resolve(path);
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns a loader of what was made. */
    ClassLoader loader() throws IOException {
        return new URLClassLoader(new URL[] {classes.toUri().toURL()}, Compilation.class.getClassLoader());
    }
}
