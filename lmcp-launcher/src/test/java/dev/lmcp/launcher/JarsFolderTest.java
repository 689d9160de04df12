package dev.lmcp.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JarsFolderTest {

    @TempDir
    private Path temporary;

    private Path beside;
    private JarsFolder jars;
    private JarsFolder.Source source;

    @BeforeEach
    void unpack() throws IOException {
        Path war = TestWar.in(temporary);
        Path unpacked = TestWar.unpackedIn(temporary);
        Files.createDirectories(unpacked.resolve("WEB-INF/lib"));
        source = new JarsFolder.Source(war, unpacked);
        beside = Files.createDirectory(temporary.resolve("beside"));
        jars = new JarsFolder(beside.resolve("a.jsa.jars"));
    }

    private void write() throws IOException {
        try (WorkFolder work = WorkFolder.beside(beside.resolve("a.jsa"))) {
            jars.write(source, work).orElseThrow().close();
        }
    }

    private List<String> names() throws IOException {
        try (Stream<Path> all = Files.list(beside)) {
            return all.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void putsTheClassesInAJarAndNamesItInTheManifest() throws IOException {
        write();

        try (JarFile classes =
                        new JarFile(jars.folder().resolve("WEB-INF/classes.jar").toFile());
                JarFile runner = new JarFile(jars.runner().toFile())) {
            assertThat(classes.getEntry("com/example/tools.txt").getSize()).isEqualTo(5);
            Attributes main = runner.getManifest().getMainAttributes();
            assertThat(main.getValue("Class-Path")).isEqualTo("WEB-INF/classes.jar");
            assertThat(main.getValue("Enable-Native-Access")).isEqualTo("ALL-UNNAMED");
        }
    }

    @Test
    void replacesWhatItHasMadeAndLeavesNothingElse() throws IOException {
        Files.writeString(source.unpacked().resolve("WEB-INF/lib/old.jar"), "old");
        write();
        Files.delete(source.unpacked().resolve("WEB-INF/lib/old.jar"));

        write();

        assertThat(jars.folder().resolve("WEB-INF/lib")).doesNotExist();
        assertThat(names()).containsExactly("a.jsa.jars");
    }

    @Test
    void leavesWhatWasThereIfItEndsHalfway() throws IOException {
        write();
        Path lib = source.unpacked().resolve("WEB-INF/lib");
        Files.createSymbolicLink(lib.resolve("broken.jar"), Path.of("missing"));

        assertThatThrownBy(this::write).isInstanceOf(IOException.class);
        assertThat(jars.isComplete()).isTrue();
        assertThat(names()).containsExactly("a.jsa.jars");
    }

    @Test
    void isNotHinderedByWhatAKilledProcessLeft() throws IOException {
        Path left = Files.createDirectories(beside.resolve("a.jsa.new-123/jars/WEB-INF/lib"));
        Files.writeString(left.resolve("half.jar"), "half");

        write();

        assertThat(jars.isComplete()).isTrue();
    }

    @Test
    void deletesWhatAKilledProcessLeftLongAgo() throws IOException {
        FileTime longAgo = FileTime.from(Instant.now().minus(WorkFolder.MAX_AGE).minus(Duration.ofMinutes(1)));
        for (String name : List.of("a.jsa.new-1", "a.jsa.new-mine", "b.jsa.new-1", "a.jsa.new-2")) {
            Path folder = Files.createDirectory(beside.resolve(name));
            Files.writeString(folder.resolve("half"), "half");
            Files.setLastModifiedTime(folder, longAgo);
        }
        Files.setLastModifiedTime(beside.resolve("a.jsa.new-2"), FileTime.from(Instant.now()));
        Files.createSymbolicLink(beside.resolve("a.jsa.new-3"), beside.resolve("b.jsa.new-1"));

        write();

        assertThat(names())
                .containsExactly("a.jsa.jars", "a.jsa.new-2", "a.jsa.new-3", "a.jsa.new-mine", "b.jsa.new-1");
        assertThat(beside.resolve("b.jsa.new-1/half")).exists();
    }

    @Test
    void deletesNoFolderThatItHasNotMade() throws IOException {
        Files.createDirectories(jars.folder());
        Files.writeString(jars.folder().resolve("kept"), "kept");

        assertThatThrownBy(this::write)
                .hasMessage("'" + jars.folder() + "' exists, and it was not made by --archive; expected no folder of"
                        + " this name: delete it, or name another file");
        assertThat(jars.folder().resolve("kept")).exists();
        assertThat(names()).containsExactly("a.jsa.jars");
    }

    @Test
    void replacesNoFolderThatIsInUse() throws Exception {
        write();
        FolderLock server = FolderLock.shared(jars.folder()).orElseThrow();
        try (server) {
            assertThatThrownBy(this::write)
                    .hasMessage(
                            "'" + jars.folder() + "' is in use by another process; expected no server that runs from"
                                    + " it, and no other --archive with this file: wait for its end, or name another file");
            assertThat(jars.isComplete()).isTrue();
        }
        write();
        assertThat(names()).containsExactly("a.jsa.jars");
    }

    @Test
    void letsOneOfTwoWritersWin() throws IOException {
        try (WorkFolder work = WorkFolder.beside(beside.resolve("a.jsa"))) {
            FolderLock training = jars.write(source, work).orElseThrow();
            assertThatThrownBy(this::write).hasMessageContaining("' is in use by another process; ");
            assertThat(jars.isComplete()).isTrue();
            training.close();
        }
        assertThat(names()).containsExactly("a.jsa.jars");
    }
}
