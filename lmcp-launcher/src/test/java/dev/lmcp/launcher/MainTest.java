package dev.lmcp.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class MainTest {

    /** Runs the launcher as on Java 11. */
    static final class OnAnOldJava {

        private OnAnOldJava() {}

        public static void main(String[] args) throws Exception {
            System.setProperty("java.specification.version", "11");
            Main.main(args);
        }
    }

    @Test
    void printsTheDocumentedMessageOnAnOldJava() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        OnAnOldJava.class.getName())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).isEqualTo(1);
        assertThat(output).startsWith("This is Java 11; ");
        assertThat(Files.readString(Path.of("..", "docs", "troubleshooting.md")))
                .contains(output);
    }
}
