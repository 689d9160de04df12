package dev.lmcp.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ArchiveCacheTest {

    private static final String KEY = "lmcp-11-22-33-44";

    @TempDir
    private Path temporary;

    private Path cache;

    @BeforeEach
    void createTheFolder() throws IOException {
        cache = Files.createDirectory(temporary.resolve("cache"));
    }

    private Path war(String name) throws IOException {
        Path war = temporary.resolve(name);
        try (OutputStream out = Files.newOutputStream(war)) {
            new JarOutputStream(out, new Manifest()).close();
        }
        return war;
    }

    /** Writes a class archive as the start script does. */
    private Path archive(String key, String end, Path war) throws IOException {
        Path folder = Files.createDirectory(cache.resolve(key + end));
        Path file = folder.resolve("lmcp.jsa");
        Files.writeString(file, "classes");
        Path unpacked = Files.createDirectories(temporary.resolve("unpacked"));
        try (WorkFolder work = WorkFolder.beside(file)) {
            jars(folder)
                    .write(new JarsFolder.Source(war, unpacked), work)
                    .orElseThrow()
                    .close();
        }
        Files.writeString(folder.resolve("name"), key + end + "\n");
        Files.writeString(cache.resolve(key), key + end + "\n");
        return folder;
    }

    private static JarsFolder jars(Path archive) {
        return new JarsFolder(archive.resolve("lmcp.jsa.jars"));
    }

    private static void age(Path path, Duration age) throws IOException {
        Files.setLastModifiedTime(path, FileTime.from(Instant.now().minus(age)));
    }

    private List<Path> deleteOld() throws IOException {
        return new ArchiveCache(cache).deleteOld();
    }

    private List<String> names() throws IOException {
        try (Stream<Path> all = Files.list(cache)) {
            return all.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void keepsTheClassArchivesOfWebArchivesAsTheyAre() throws IOException {
        archive(KEY, ".7", war("lmcp.war"));
        archive("hello-1-2-3-4", ".1.9", war("hello.war"));

        assertThat(deleteOld()).isEmpty();
        assertThat(names()).containsExactly("hello-1-2-3-4", "hello-1-2-3-4.1.9", KEY, KEY + ".7");
    }

    @Test
    void deletesThoseOfWebArchivesThatHaveChangedOrAreGone() throws IOException {
        Path changed = war("lmcp.war");
        Path gone = war("gone.war");
        Path first = archive(KEY, ".7", changed);
        Path second = archive("lmcp-1-2-3-4", ".8.1", gone);
        age(changed, Duration.ofDays(1));
        Files.delete(gone);

        assertThat(deleteOld()).containsExactly(second, first);
        assertThat(names()).isEmpty();
    }

    @Test
    void deletesThoseFromWhichNoServerWasStartedForLong() throws IOException {
        Path war = war("lmcp.war");
        Path idle = archive(KEY, ".7", war);
        Path used = archive("lmcp-1-2-3-4", ".8", war);
        age(jars(idle).folder().resolve(FolderLock.FILE), ArchiveCache.MAX_IDLE.plusDays(1));
        age(jars(used).folder().resolve(FolderLock.FILE), ArchiveCache.MAX_IDLE.plusDays(1));
        FolderLock.shared(jars(used).folder()).orElseThrow().close();

        assertThat(deleteOld()).containsExactly(idle);
        assertThat(names()).containsExactly("lmcp-1-2-3-4", "lmcp-1-2-3-4.8");
    }

    @Test
    void deletesNoneThatAServerUses() throws IOException {
        Path war = war("lmcp.war");
        Path archive = archive(KEY, ".7", war);
        Files.delete(war);
        FolderLock server = FolderLock.shared(jars(archive).folder()).orElseThrow();
        try (server) {
            assertThat(deleteOld()).isEmpty();
            assertThat(names()).containsExactly(KEY, KEY + ".7");
        }
        assertThat(deleteOld()).containsExactly(archive);
    }

    @Test
    void deletesWhatAKilledStartLeftAnHourAgo() throws IOException {
        Path empty = Files.createDirectory(cache.resolve(KEY + ".1"));
        Path halfWritten = Files.createDirectories(cache.resolve(KEY + ".2"));
        Files.createDirectories(halfWritten.resolve("lmcp.jsa.new-55/jars"));
        Path halfDeleted = Files.createDirectories(cache.resolve(KEY + ".3"));
        Files.createDirectories(halfDeleted.resolve("lmcp.jsa.jars/WEB-INF"));
        Path withoutKey = archive(KEY, ".4", war("lmcp.war"));
        Files.delete(cache.resolve(KEY));

        assertThat(deleteOld()).isEmpty();
        for (Path left : List.of(empty, halfWritten, halfDeleted, withoutKey)) {
            age(left, WorkFolder.MAX_AGE.plusMinutes(1));
        }
        assertThat(deleteOld()).containsExactly(empty, halfWritten, halfDeleted, withoutKey);
    }

    @Test
    void deletesKeysWithoutAFolder() throws IOException {
        Files.writeString(cache.resolve(KEY), KEY + ".1\n");

        assertThat(deleteOld()).isEmpty();
        assertThat(names()).isEmpty();
    }

    @Test
    void deletesNothingThatItHasNotWritten() throws IOException {
        Path foreign = Files.createDirectory(cache.resolve(KEY + ".1"));
        Files.writeString(foreign.resolve("notes.txt"), "kept");
        Path folder = Files.createDirectory(cache.resolve("lmcp-of-mine"));
        Path other = Files.createDirectory(cache.resolve(KEY + ".old"));
        Path target = Files.createDirectory(temporary.resolve("target"));
        Path link = Files.createSymbolicLink(cache.resolve(KEY + ".2"), target);
        Files.writeString(cache.resolve(KEY), "no folder");
        for (Path path : List.of(foreign, folder, other, target)) {
            age(path, Duration.ofDays(400));
        }

        assertThat(deleteOld()).isEmpty();
        assertThat(names()).containsExactly(KEY, KEY + ".1", KEY + ".2", KEY + ".old", "lmcp-of-mine");
        assertThat(link).isSymbolicLink();
    }

    @Test
    void goesOnAfterOneThatCannotBeDeleted() throws IOException {
        Path war = war("lmcp.war");
        Path damaged = archive(KEY, ".1", war);
        Files.writeString(jars(damaged).runner(), "no jar");
        Path gone = archive("lmcp-5-5-5-5", ".1", war);
        Files.delete(war);

        assertThat(deleteOld()).containsExactly(gone);
    }
}
