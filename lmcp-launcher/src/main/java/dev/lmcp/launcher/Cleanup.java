package dev.lmcp.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Stops the server and deletes what was unpacked when the process ends, however it is asked to. */
final class Cleanup {

    private final Path folder;
    private volatile @Nullable EmbeddedTomcat server;

    private Cleanup(Path folder) {
        this.folder = folder;
    }

    static Cleanup atExit(Path folder) {
        Cleanup cleanup = new Cleanup(folder);
        Runtime.getRuntime().addShutdownHook(new Thread(cleanup::run, "lmcp-stop"));
        return cleanup;
    }

    /** Stops this before anything is deleted. */
    void first(EmbeddedTomcat running) {
        server = running;
    }

    private void run() {
        EmbeddedTomcat running = server;
        if (running != null) {
            running.close();
        }
        delete(folder);
    }

    static void delete(Path folder) {
        try (Stream<Path> below = Files.walk(folder)) {
            List<Path> deepestFirst = below.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            System.err.println("what was unpacked could not be deleted: " + e.getMessage());
        }
    }
}
