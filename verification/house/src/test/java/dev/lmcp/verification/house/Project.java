package dev.lmcp.verification.house;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files of this project: its modules, their classes and their sources. */
final class Project {

    static final Path ROOT = Path.of("").toAbsolutePath().getParent().getParent();

    /** The packages of the core that are exported to everybody. */
    static final List<String> EXPORTED = List.of(
            "dev.lmcp", "dev.lmcp.annotation", "dev.lmcp.config", "dev.lmcp.embed", "dev.lmcp.spi", "dev.lmcp.jsonrpc");

    private Project() {}

    /** Returns the folders of the modules that are shipped and have Java sources. */
    static List<Path> modules() {
        try (Stream<Path> folders = Files.list(ROOT)) {
            List<Path> modules = folders.filter(
                            folder -> folder.getFileName().toString().startsWith("lmcp-"))
                    .filter(folder -> Files.isDirectory(folder.resolve("src/main/java")))
                    .sorted()
                    .toList();
            if (modules.size() < 8) {
                throw new IllegalStateException("found the modules " + modules + "; expected at least eight");
            }
            return modules;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the compiled classes of all modules, without their tests. */
    static JavaClasses classes() {
        return Imported.CLASSES;
    }

    /** Returns the Java sources of all modules, without their tests. */
    static List<Path> sources() {
        return modules().stream()
                .flatMap(module -> files(module.resolve("src/main/java"), ".java"))
                .toList();
    }

    /** Returns the Markdown pages for users and developers. */
    static List<Path> pages() {
        try (Stream<Path> top = Files.list(ROOT)) {
            return Stream.concat(
                            top.filter(file -> file.toString().endsWith(".md")).toList().stream(),
                            files(ROOT.resolve("docs"), ".md"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the path of a file below the project, for a message. */
    static String name(Path file) {
        return ROOT.relativize(file).toString();
    }

    static Stream<Path> files(Path folder, String suffix) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(suffix)).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Imported {
        static final JavaClasses CLASSES = new ClassFileImporter()
                .importPaths(modules().stream()
                        .map(module -> module.resolve("target/classes"))
                        .toList());
    }
}
