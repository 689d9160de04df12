package dev.lmcp.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DevFoldersTest {

    @TempDir
    Path folder;

    @Test
    void areNoneWithoutTheFlag() throws CommandLineException {
        assertThat(DevFolders.of(Flags.parse("--port", "0").values())).isEmpty();
    }

    @Test
    void areThoseOfMavenByDefault() throws CommandLineException {
        Path usual = Path.of("target/classes").toAbsolutePath();

        assertThat(DevFolders.of(Flags.parse("--dev").values())).containsExactly(usual);
        assertThat(DevFolders.of(Flags.parse("--dev", "--port", "0").values())).containsExactly(usual);
    }

    @Test
    void areSeparatedAsInAClassPath() throws CommandLineException {
        assertThat(DevFolders.of(
                        Flags.parse("--dev", "a" + File.pathSeparator + "b").values()))
                .containsExactly(Path.of("a").toAbsolutePath(), Path.of("b").toAbsolutePath());
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "::1"})
    void areTakenOnALoopbackAddress(String host) {
        assertThatCode(() -> DevFolders.check(Map.of("--dev", folder.toString()), new HostPort(host, 0)))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.7"})
    void areRefusedOnAnyOther(String host) {
        assertThatThrownBy(() -> DevFolders.check(Map.of("--dev", folder.toString()), new HostPort(host, 0)))
                .hasMessage("--dev is set, and the address is '" + host + "', which other machines can reach; expected"
                        + " 127.0.0.1, because --dev logs messages and runs classes as they change: remove --dev or"
                        + " --host");
    }

    @Test
    void areRefusedIfTheyAreNotThere() {
        Path absent = folder.resolve("classes");

        assertThatThrownBy(() -> DevFolders.check(Map.of("--dev", absent.toString()), new HostPort("127.0.0.1", 0)))
                .hasMessage("--dev names '" + absent + "', which is not a folder; expected compiled classes, as in"
                        + " target/classes: compile first, or name the folder of your build");
    }
}
