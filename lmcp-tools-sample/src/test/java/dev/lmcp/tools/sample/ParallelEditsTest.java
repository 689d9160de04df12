package dev.lmcp.tools.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lmcp.tools.sample.ToolServer.Era;
import dev.lmcp.tools.sample.ToolServer.Said;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several callers edit one file at the same time. */
final class ParallelEditsTest {

    private static final int CALLERS = 4;
    private static final int EDITS = 5;

    @TempDir
    private Path directory;

    @Test
    void noReportedEditIsLost() throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "x".repeat(1_000_000) + "0:1:2:3:");
        ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
        try (ToolServer server = ToolServer.start(Map.of("lmcp.tools.files.directories", directory.toString()))) {
            List<Future<?>> all = new ArrayList<>();
            for (int caller = 0; caller < CALLERS; caller++) {
                String mark = caller + ":";
                all.add(callers.submit(() -> {
                    for (int edit = 0; edit < EDITS; edit++) {
                        append(server, mark);
                    }
                    return mark;
                }));
            }
            for (Future<?> each : all) {
                each.get();
            }
        } finally {
            callers.shutdownNow();
        }
        assertThat(Files.readString(file).substring(1_000_000)).isEqualTo("0.....:1.....:2.....:3.....:");
    }

    /** Adds a dot to a mark. If another caller's edit came first, the tool reports that and the edit is repeated. */
    private static void append(ToolServer server, String mark) throws IOException {
        String number = mark.substring(0, 1);
        Said said;
        do {
            said = server.call(
                    Era.MODERN, "edit_file", Map.of("path", "file", "old_string", number, "new_string", number + "."));
        } while (said.text().contains("was changed during this call"));
        assertThat(said.text()).isEqualTo("replaced 1 occurrence in 'file'");
    }
}
