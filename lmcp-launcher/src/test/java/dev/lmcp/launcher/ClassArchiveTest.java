package dev.lmcp.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ClassArchiveTest {

    @TempDir
    private Path temporary;

    @Test
    void refusesAPathThatNoFileCanBeWrittenTo() {
        Path missing = temporary.resolve("none/lmcp.jsa");

        assertThatThrownBy(() -> ClassArchive.at(temporary.toString()))
                .hasMessage(
                        "--archive names '" + temporary + "', which is a folder; expected a file: name a file in it");
        assertThatThrownBy(() -> ClassArchive.at(missing.toString()))
                .hasMessage("--archive names '" + missing + "', and '" + missing.getParent() + "' is not a folder;"
                        + " expected a file in an existing folder: create the folder, or name another file");
        assertThatThrownBy(() -> ClassArchive.at("/dev/null"))
                .hasMessage(
                        "--archive names '/dev/null', which cannot be written; expected a file in a folder that this"
                                + " user may write to: name another file, or change the rights of '/dev'");
        assertThatThrownBy(() -> ClassArchive.at(temporary.resolve("a b.jsa").toString()))
                .hasMessage("--archive names '" + temporary.resolve("a b.jsa")
                        + "', and a URL encodes some characters of this path; expected a path without such characters, as"
                        + " spaces are, because the JVM finds no classes there: name a file in another folder");
        assertThatCode(() -> ClassArchive.at(temporary.resolve("lmcp.jsa").toString()))
                .doesNotThrowAnyException();
    }

    @Test
    void refusesAWebArchiveWithTomcat() {
        assertThatThrownBy(() -> ClassArchive.check(true))
                .hasMessage(
                        "--archive is set, and the web archive carries Tomcat for servlets of its own; expected a web"
                                + " archive without Tomcat: remove --archive, or use lmcp-launcher without the classifier"
                                + " 'tomcat'");
    }

    @ParameterizedTest
    @CsvSource({
        "17, -XX:ArchiveClassesAtExit=a, -XX:SharedArchiveFile=a",
        "24, -XX:ArchiveClassesAtExit=a, -XX:SharedArchiveFile=a",
        "25, -XX:AOTCacheOutput=a, -XX:AOTCache=a",
    })
    void usesTheOptionsOfTheJvm(int feature, String toWrite, String toUse) throws Exception {
        ArchiveOption option = ArchiveOption.of("OpenJDK 64-Bit Server VM", feature);

        assertThat(option.toWrite(Path.of("a"))).isEqualTo(toWrite);
        assertThat(option.toUse(Path.of("a"))).isEqualTo(toUse);
    }

    @Test
    void refusesAJvmWithoutClassArchives() {
        assertThatThrownBy(() -> ArchiveOption.of("Eclipse OpenJ9 VM", 21))
                .hasMessage("--archive is set, and the JVM is 'Eclipse OpenJ9 VM', which has no class archives of this"
                        + " kind; expected HotSpot, as in the builds of OpenJDK: use such a JVM, or remove --archive");
    }

    @Test
    void noticesThatTheWebArchiveHasChanged() throws IOException {
        Path war = TestWar.in(temporary);
        JarsFolder jars = new JarsFolder(temporary.resolve("jars"));
        try (WorkFolder work = WorkFolder.beside(jars.folder())) {
            jars.write(new JarsFolder.Source(war, TestWar.unpackedIn(temporary)), work)
                    .orElseThrow()
                    .close();
        }
        WarStamp stamp = ArchivedWar.stamp(jars.runner());

        assertThat(stamp.isCurrent()).isTrue();
        Files.setLastModifiedTime(war, FileTime.fromMillis(stamp.modified() + 2000));
        assertThat(stamp.isCurrent()).isFalse();
        Files.delete(war);
        assertThat(stamp.isThere()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"/a/b.jsa, /a/b.jsa", "/a b, '''/a b'''", "it's, '''it''\\''''s'''"})
    void quotesWordsForTheShell(String word, String quoted) {
        assertThat(ShellWord.of(word)).isEqualTo(quoted);
    }
}
