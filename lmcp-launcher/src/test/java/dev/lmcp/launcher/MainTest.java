package dev.lmcp.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class MainTest {

    /** Begins the launcher as if this were Java 11. */
    static final class OnAnOldJava {

        private OnAnOldJava() {}

        public static void main(String[] args) throws Exception {
            System.setProperty("java.specification.version", "11");
            Main.main(args);
        }
    }

    @Test
    void saysOnAnOldJavaWhatItNeedsAsTheManualShowsIt() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        OnAnOldJava.class.getName())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).isEqualTo(1);
        assertThat(said).startsWith("This is Java 11; ");
        assertThat(Files.readString(Path.of("..", "docs", "troubleshooting.md")))
                .contains(said);
    }
}
