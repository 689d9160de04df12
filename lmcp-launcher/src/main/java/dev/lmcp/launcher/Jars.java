package dev.lmcp.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The jars of a folder, in the order in which they are searched for classes. */
final class Jars {

    private Jars() {}

    /** Returns the jars whose name begins with the prefix, in the order of their names, as {@link Main} has them. */
    static List<Path> in(Path folder, String prefix) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(
                            file -> name(file).startsWith(prefix) && name(file).endsWith(".jar"))
                    .sorted(Comparator.comparing(Jars::name))
                    .toList();
        }
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }
}
