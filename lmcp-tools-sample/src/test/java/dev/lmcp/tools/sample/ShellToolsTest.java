package dev.lmcp.tools.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lmcp.tools.sample.ToolServer.Era;
import dev.lmcp.tools.sample.ToolServer.Said;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The shell tools, over a real socket. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ShellToolsTest {

    private Path directory;
    private ToolServer server;

    @BeforeAll
    void start(@TempDir Path folder) {
        directory = folder;
        server = ToolServer.start(Map.of(
                "lmcp.tools",
                "shell",
                "lmcp.tools.shell.working-directory",
                directory.toString(),
                "lmcp.tools.shell.max-output-size",
                "2000",
                "lmcp.tools.shell.max-background-commands",
                "2"));
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private Said shell(Era era, String command, int seconds) throws IOException {
        return server.call(era, "shell", Map.of("command", command, "timeout", seconds));
    }

    /** Returns the processes of this machine that have this word on their command line. */
    private static long processesWith(String word) {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info().commandLine().orElse("").contains(word))
                .count();
    }

    /** Returns a number of seconds that no other process sleeps for. It identifies a process of this test. */
    private static String nap() {
        return String.valueOf(100_000 + Math.floorMod(UUID.randomUUID().hashCode(), 800_000));
    }

    @ParameterizedTest
    @EnumSource(Era.class)
    void runsACommandInItsDirectory(Era era) throws IOException {
        Said said = shell(era, "pwd; echo wörld; echo oops >&2", 10);

        assertThat(said.isError()).isFalse();
        assertThat(said.text()).isEqualTo(directory.toRealPath() + "\nwörld\noops\n");
    }

    @Test
    void returnsTheStatusOfACommandThatFails() throws IOException {
        Said said = shell(Era.MODERN, "echo before; exit 3", 10);

        assertThat(said.isError()).isTrue();
        assertThat(said.text()).isEqualTo("ended with status 3; its output:\nbefore\n");
    }

    @Test
    void passesNoSecretsAndNoInputToCommands() throws IOException {
        Said said = shell(Era.MODERN, "env | cut -d= -f1 | sort | tr '\\n' ' '; cat", 10);

        assertThat(said.text()).contains("PATH").doesNotContain("LMCP_TOKEN", "MAVEN", "JAVA");
    }

    @Test
    void keepsTheBeginningAndTheEndOfALongOutput() throws IOException {
        Said said = shell(Era.MODERN, "i=0; while [ $i -lt 20000 ]; do echo line-$i; i=$((i+1)); done", 60);

        assertThat(said.isError()).isFalse();
        assertThat(said.text())
                .startsWith("line-0\nline-1\n")
                .contains("bytes are left out here]")
                .endsWith("line-19999\n")
                .hasSizeLessThan(2200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(sleep NAP &) ; sleep NAP",
                "setsid sleep NAP & sleep NAP",
                "trap '' TERM INT HUP; (trap '' TERM; sleep NAP) ; sleep NAP"
            })
    void killsAllProcessesAtTheTimeout(String command) throws IOException {
        String nap = nap();

        Said said = shell(Era.MODERN, "echo begun; " + command.replace("NAP", nap), 1);

        assertThat(said.isError()).isTrue();
        assertThat(said.text()).isEqualTo("killed after 1 s; its output:\nbegun\n");
        assertThat(processesWith(nap)).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sleep NAP &", "setsid nohup sleep NAP & yes done &", "(setsid sleep NAP &) &"})
    void killsProcessesThatACommandLeavesBehind(String command) throws IOException {
        String nap = nap();

        Said said = shell(Era.MODERN, command.replace("NAP", nap) + " sleep 0.1; echo done", 30);

        assertThat(said.isError()).as(said.text()).isFalse();
        assertThat(said.text()).contains("done");
        assertThat(processesWith(nap)).isZero();
    }

    @Test
    void doesNotWaitForProcessesThatEscape() throws Exception {
        String nap = nap();
        try {
            Said said = shell(Era.MODERN, "env -i setsid sleep " + nap + " & sleep 0.2; echo done", 60);

            assertThat(said.text()).isEqualTo("done\n");
        } finally {
            endProcessesWith(nap);
        }
    }

    private static void endProcessesWith(String word) throws Exception {
        for (ProcessHandle process : ProcessHandle.allProcesses()
                .filter(each -> each.info().commandLine().orElse("").contains(word))
                .toList()) {
            process.destroyForcibly();
            process.onExit().get(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void startsACommandInTheBackground() throws Exception {
        String nap = nap();
        Path log = directory.resolve("log");

        Said said = server.call(
                Era.LEGACY,
                "shell_bg",
                Map.of("command", "echo started; exec sleep " + nap, "cwd", "/", "log", log.toString()));

        assertThat(said.text()).matches("pid \\d+\nlog " + log);
        Optional<ProcessHandle> process = ProcessHandle.of(
                Long.parseLong(said.text().lines().findFirst().orElseThrow().substring(4)));
        try {
            assertThat(process).isPresent();
        } finally {
            process.orElseThrow().destroyForcibly();
            process.orElseThrow().onExit().get(10, TimeUnit.SECONDS);
        }
        assertThat(Files.readString(log)).isIn("started\n", "");
    }

    @Test
    void refusesMoreBackgroundCommandsThanAllowed() throws Exception {
        String nap = nap();
        try {
            for (int at = 0; at < 2; at++) {
                server.call(
                        Era.MODERN,
                        "shell_bg",
                        Map.of(
                                "command",
                                "exec sleep " + nap,
                                "log",
                                directory.resolve("l" + at).toString()));
            }
            Said third = server.call(Era.MODERN, "shell_bg", Map.of("command", "true"));

            assertThat(third.isError()).isTrue();
            assertThat(third.text()).startsWith("2 commands run in the background");
        } finally {
            endProcessesWith(nap);
        }
    }

    @Test
    void refusesWrongArguments() throws IOException {
        assertThat(shell(Era.MODERN, "", 1).text()).contains("/command must have 1 to");
        assertThat(shell(Era.MODERN, "true", 100_000).text()).contains("/timeout must be between 1 and 600");
        assertThat(shell(Era.MODERN, "a\u0000b", 1).text()).contains("contains a NUL");
        assertThat(server.call(Era.MODERN, "shell_bg", Map.of("command", "true", "cwd", "/not-there"))
                        .text())
                .contains("'/not-there' is not a directory");
        assertThat(server.call(Era.MODERN, "shell_bg", Map.of("command", "true", "log", "/not-there/log"))
                        .text())
                .startsWith("the command cannot be started, or its log cannot be written");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/dev/null", "/"})
    void refusesALogThatIsNotAFile(String log) throws IOException {
        Said said = server.call(Era.MODERN, "shell_bg", Map.of("command", "true", "log", log));

        assertThat(said.isError()).isTrue();
        assertThat(said.text())
                .isEqualTo("'" + log
                        + "' is not a regular file; expected a regular file, or a file that does not exist yet");
    }

    @Test
    void leavesNoLogIfNothingIsStarted() throws IOException {
        // Other programs may use the same temporary directory, but not all the time.
        boolean clean = false;
        for (int at = 0; at < 10 && !clean; at++) {
            Set<String> before = logs();
            server.call(Era.MODERN, "shell_bg", Map.of("command", "true", "cwd", "/not-there"));
            clean = before.containsAll(logs());
        }
        assertThat(clean).isTrue();
    }

    private static Set<String> logs() throws IOException {
        Set<String> names = new HashSet<>();
        try (DirectoryStream<Path> logs =
                Files.newDirectoryStream(Path.of(System.getProperty("java.io.tmpdir")), "lmcp-shell-*")) {
            logs.forEach(log -> names.add(log.toString()));
        }
        return names;
    }

    @Test
    void isInUseOnlyIfItIsNamed() throws IOException {
        try (ToolServer usual = ToolServer.start(Map.of())) {
            assertThat(usual.tools(Era.MODERN).toString()).doesNotContain("shell");
            assertThat(usual.report()).containsPattern("tools +shell +\\S+ +idle");
        }
    }
}
