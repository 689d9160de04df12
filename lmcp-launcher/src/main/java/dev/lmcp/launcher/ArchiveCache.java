package dev.lmcp.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The cache folder of the start script. It has a file for each web archive and JVM, the key, and a folder for each class
 * archive. The content of the key is the name of that folder.
 *
 * <p>The start script runs this class after it has written a class archive. It deletes the class archives that no start
 * uses any more. It deletes none that a server runs from, and nothing that the start script has not written.
 */
public final class ArchiveCache {

    /** The time after which a class archive is deleted if no server was started from it. */
    static final Duration MAX_IDLE = Duration.ofDays(30);

    /** The name of a web archive, its checksum and size, and those of the JVM and its options. */
    private static final String KEY = "(?<name>.+)-\\d+-\\d+-\\d+-\\d+";

    private static final Pattern KEY_NAME = Pattern.compile(KEY);
    private static final Pattern FOLDER_NAME = Pattern.compile(KEY + "\\.\\d+(\\.\\d)?");
    private static final int MAX_KEY_BYTES = 1000;

    private final Path folder;

    ArchiveCache(Path folder) {
        this.folder = folder;
    }

    /** Deletes the old class archives of the cache folder that the argument names. */
    public static void main(String[] args) throws IOException {
        for (Path deleted : new ArchiveCache(Path.of(args[0])).deleteOld()) {
            System.err.println("lmcp: the class archive '" + deleted + "' is no longer used and was deleted");
        }
    }

    /** Returns the folders that were deleted. */
    List<Path> deleteOld() throws IOException {
        List<Path> deleted = new ArrayList<>();
        Map<Path, String> keys = keys();
        for (Map.Entry<Path, String> key : keys.entrySet()) {
            if (FOLDER_NAME.matcher(key.getValue()).matches() && !Files.exists(folder.resolve(key.getValue()))) {
                Files.deleteIfExists(key.getKey());
            }
        }
        for (Path archive : entries(folder, ArchiveCache::isArchive)) {
            if (deleteIfOld(archive, keys)) {
                deleted.add(archive);
            }
        }
        return deleted;
    }

    private static boolean deleteIfOld(Path archive, Map<Path, String> keys) {
        try {
            List<Path> own = keys.entrySet().stream()
                    .filter(key -> key.getValue().equals(name(archive)))
                    .map(Map.Entry::getKey)
                    .toList();
            return isOld(archive, own.isEmpty()) && delete(archive, own);
        } catch (IOException e) {
            // it is another user's, the file system has no locks, or another process has just deleted it
            return false;
        }
    }

    /** Returns the names of the folders by their keys. */
    private Map<Path, String> keys() throws IOException {
        Map<Path, String> keys = new HashMap<>();
        for (Path key : entries(folder, ArchiveCache::isKey)) {
            try {
                keys.put(key, Files.readString(key).strip());
            } catch (IOException e) {
                // another process has just deleted it
            }
        }
        return keys;
    }

    private static boolean isOld(Path archive, boolean isWithoutKey) throws IOException {
        Optional<JarsFolder> jars = jars(archive);
        if (jars.isEmpty() || isWithoutKey) {
            // a start may be writing it
            Instant begun = Files.getLastModifiedTime(archive).toInstant();
            return begun.isBefore(Instant.now().minus(WorkFolder.MAX_AGE));
        }
        WarStamp war = ArchivedWar.stamp(jars.get().runner());
        return !war.isThere()
                || !war.isCurrent()
                || FolderLock.lastUse(jars.get().folder())
                        .isBefore(Instant.now().minus(MAX_IDLE));
    }

    private static boolean delete(Path archive, List<Path> keys) throws IOException {
        Optional<JarsFolder> jars = jars(archive);
        if (jars.isEmpty()) {
            FileTree.delete(archive);
            return true;
        }
        Optional<FolderLock> lock = FolderLock.exclusive(jars.get().folder());
        if (lock.isEmpty()) {
            return false;
        }
        FolderLock held = lock.get();
        try (held) {
            for (Path key : keys) {
                // first, so that no start finds half of a class archive
                Files.deleteIfExists(key);
            }
            FileTree.delete(archive);
        }
        return true;
    }

    /** Returns the complete jars of a class archive; empty if its process was killed while it wrote or deleted them. */
    private static Optional<JarsFolder> jars(Path archive) throws IOException {
        return entries(archive, path -> name(path).endsWith(JarsFolder.SUFFIX)).stream()
                .findFirst()
                .map(JarsFolder::new)
                .filter(JarsFolder::isComplete);
    }

    private static boolean isKey(Path path) {
        try {
            return KEY_NAME.matcher(name(path)).matches()
                    && Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)
                    && Files.size(path) <= MAX_KEY_BYTES;
        } catch (IOException e) {
            // another process has just deleted it
            return false;
        }
    }

    /** Returns whether a folder has nothing but what the start script writes. */
    private static boolean isArchive(Path path) {
        var found = FOLDER_NAME.matcher(name(path));
        if (!found.matches() || !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        String file = found.group("name") + ".jsa";
        try {
            return entries(path, entry -> !isPart(entry, file)).isEmpty();
        } catch (IOException e) {
            // it is another user's, or another process has just deleted it
            return false;
        }
    }

    private static boolean isPart(Path path, String file) {
        String name = name(path);
        return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)
                ? name.equals(file + JarsFolder.SUFFIX) || WorkFolder.isOne(name, file)
                : name.equals(file) || name.equals("name");
    }

    private static List<Path> entries(Path folder, Predicate<Path> wanted) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(wanted).sorted().toList();
        }
    }

    private static String name(Path path) {
        return path.getFileName().toString();
    }
}
