package dev.lmcp.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs a web archive in its own process; the archive's classes are on the class path. */
@ParameterizedClass(name = "with Tomcat: {0}")
@ValueSource(booleans = {false, true})
final class WarRunTest {

    @Parameter
    private boolean isTomcatThere;

    @TempDir
    private Path directory;

    /** Does the same as {@link Main} after it has unpacked the archive. */
    static final class Unpacked {

        private Unpacked() {}

        public static void main(String[] args) throws IOException {
            Path folder = Files.createTempDirectory("lmcp-");
            Files.copy(
                    Path.of("src/war/WEB-INF/web.xml"),
                    Files.createDirectories(folder.resolve("WEB-INF")).resolve("web.xml"));
            WarRun.main(args, folder, Path.of("lmcp.war"));
        }
    }

    private record Ended(int status, String out, String err) {}

    private Ended run(Map<String, String> environment, String... flags) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + directory,
                "-cp",
                classPath(),
                Unpacked.class.getName()));
        command.addAll(List.of(flags));
        Path out = directory.resolve("out");
        Path err = directory.resolve("err");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("LMCP_"));
        builder.environment().putAll(environment);
        int status = builder.start().waitFor();
        return new Ended(
                status, Files.readString(out, StandardCharsets.UTF_8), Files.readString(err, StandardCharsets.UTF_8));
    }

    private String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> isTomcatThere || !entry.contains("tomcat-"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static ServerSocket take() throws IOException {
        return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    @Test
    void checksFlagsAndKeysBeforeItBindsThePort() throws Exception {
        try (ServerSocket taken = take()) {
            Ended ended = run(
                    Map.of("LMCP_PORT", "" + taken.getLocalPort()),
                    "--prot",
                    "8081",
                    "--lmcp.auth",
                    "none",
                    "--lmcp.pth",
                    "/x");

            assertThat(ended.status()).isEqualTo(1);
            assertThat(ended.err())
                    .contains("lmcp does not start: 2 problems\n")
                    .contains("LMCP-101 key 'lmcp.pth' (flag --lmcp.pth) is not known; ")
                    .contains("LMCP-106 flag '--prot' is not known; expected a flag that --help lists; did you mean"
                            + " '--port'?\n")
                    .doesNotContain("LMCP-302", "LMCP_PORT");
            assertThat(ended.out()).isEmpty();
        }
    }

    @Test
    void reportsAPortThatIsInUseIfTheSettingsAreCorrect() throws Exception {
        try (ServerSocket taken = take()) {
            Ended ended = run(Map.of(), "--port", "" + taken.getLocalPort(), "--lmcp.auth=none");

            assertThat(ended.status()).isEqualTo(1);
            assertThat(ended.err())
                    .contains("LMCP-302 cannot bind 127.0.0.1:" + taken.getLocalPort() + " (")
                    .doesNotContain("lmcp is ready", "did not stop properly", "Exception");
            assertThat(ended.out()).isEmpty();
        }
    }

    @Test
    void checksWithoutThePort() throws Exception {
        try (ServerSocket taken = take()) {
            Ended ended = run(Map.of(), "--port", "" + taken.getLocalPort(), "--lmcp.auth=none", "--check");

            assertThat(ended.status()).isZero();
            assertThat(ended.out()).startsWith("lmcp ").contains("LMCP-401").doesNotContain("LMCP-302");
        }
    }

    @Test
    void printsItsVersionAndHelp() throws Exception {
        assertThat(run(Map.of(), "--version").out()).matches("lmcp \\S.*\nJava \\d+.*\n");
        assertThat(run(Map.of(), "--help").out())
                .startsWith("Usage: java -jar lmcp.war [flags]\n")
                .contains("  --version  ");
    }
}
