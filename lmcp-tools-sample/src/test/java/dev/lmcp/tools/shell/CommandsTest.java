package dev.lmcp.tools.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * No thread of the JDK keeps the class loader of the thread that runs commands. The processes of these tests run on, so that
 * the JDK needs another thread each time.
 */
final class CommandsTest {

    private static final ProcessBuilder LONG = new ProcessBuilder("sleep", "60");

    private final Thread thread = Thread.currentThread();
    private final ClassLoader before = thread.getContextClassLoader();
    private final URLClassLoader application = new URLClassLoader(new URL[0]);
    private final List<Process> running = new ArrayList<>();

    @BeforeEach
    void useTheLoaderOfAnApplication() {
        thread.setContextClassLoader(application);
    }

    @AfterEach
    void noThreadHasIt() throws IOException {
        assertThat(thread.getContextClassLoader()).isSameAs(application);
        thread.setContextClassLoader(before);
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(other -> other.getContextClassLoader() == application);
        running.forEach(Process::destroyForcibly);
        application.close();
    }

    @Test
    void aProcessIsStarted() throws IOException {
        running.add(Commands.start(LONG));
    }

    @Test
    void aPipelineIsStarted() throws IOException {
        running.addAll(Commands.start(List.of(LONG, new ProcessBuilder("cat"))));
    }

    @Test
    void aProcessThatRunsIsWaitedFor() throws Exception {
        Process process = Commands.start(new ProcessBuilder("cat"));
        CompletableFuture<Process> end = ProcessEnd.of(process);
        assertThat(end).isNotDone();

        process.getOutputStream().close();

        assertThat(end.get(20, TimeUnit.SECONDS)).isSameAs(process);
        assertThat(process.exitValue()).isZero();
    }

    @Test
    void aProcessThatHasEndedIsWaitedFor() throws Exception {
        Process ended = Commands.start(new ProcessBuilder("true"));
        ended.waitFor();
        running.add(Commands.start(LONG));
        running.add(Commands.start(LONG));

        assertThat(ProcessEnd.of(ended).get()).isSameAs(ended);
    }
}
