package dev.lmcp.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A folder beside a class archive, for everything that is not complete yet. What is complete is moved to its place. So a
 * process that is killed leaves nothing half-written there, and two processes do not write the same file.
 *
 * @param path where it is
 */
record WorkFolder(Path path) implements AutoCloseable {

    /** Longer than any process writes a class archive. */
    static final Duration MAX_AGE = Duration.ofHours(1);

    private static final String INFIX = ".new-";

    /** Creates a folder, and deletes those that processes left when they were killed. */
    static WorkFolder beside(Path file) throws IOException {
        deleteOld(file);
        return new WorkFolder(Files.createTempDirectory(file.resolveSibling(""), file.getFileName() + INFIX));
    }

    /** Returns whether a file name is that of a folder that {@link #beside} has created for this file. */
    static boolean isOne(String name, String file) {
        return Pattern.matches(Pattern.quote(file + INFIX) + "\\d+", name);
    }

    private static void deleteOld(Path file) throws IOException {
        for (Path folder : left(file)) {
            FileTree.delete(folder);
        }
    }

    private static List<Path> left(Path file) throws IOException {
        String name = file.getFileName().toString();
        Instant latest = Instant.now().minus(MAX_AGE);
        try (Stream<Path> beside = Files.list(file.resolveSibling(""))) {
            return beside.filter(path -> isOne(path.getFileName().toString(), name)
                            && Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)
                            && isOlder(path, latest))
                    .toList();
        }
    }

    private static boolean isOlder(Path folder, Instant latest) {
        try {
            return Files.getLastModifiedTime(folder).toInstant().isBefore(latest);
        } catch (IOException e) {
            // another process has just deleted it
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        FileTree.delete(path);
    }
}
