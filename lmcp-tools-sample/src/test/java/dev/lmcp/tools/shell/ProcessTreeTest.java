package dev.lmcp.tools.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class ProcessTreeTest {

    /** A process that has ended, and whose id now belongs to the parent of another process. */
    private static ProcessHandle gone(ProcessHandle stranger) {
        return (ProcessHandle) Proxy.newProxyInstance(
                ProcessTreeTest.class.getClassLoader(),
                new Class<?>[] {ProcessHandle.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "descendants" -> Stream.of(stranger);
                    case "compareTo" -> 0;
                    default -> false;
                });
    }

    @Test
    void killsNoDescendantsOfAReusedProcessId() throws IOException {
        Process stranger = new ProcessBuilder("sleep", "100").start();
        try {
            assertThat(new ProcessTree(gone(stranger.toHandle()), Mark.random()).kill())
                    .isTrue();

            assertThat(stranger.isAlive()).isTrue();
        } finally {
            stranger.destroyForcibly();
        }
    }
}
