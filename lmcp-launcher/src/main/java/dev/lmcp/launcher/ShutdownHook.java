package dev.lmcp.launcher;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;

/** The shutdown hook of the process: at SIGTERM it closes the server, and then deletes the temporary folder. */
final class ShutdownHook {

    private final Optional<Path> folder;
    private final Thread hook = new Thread(this::run, "lmcp-stop");
    private final Deque<AutoCloseable> before = new ConcurrentLinkedDeque<>();

    private ShutdownHook(Optional<Path> folder) {
        this.folder = folder;
    }

    static ShutdownHook atExit(Path folder) {
        return added(Optional.of(folder));
    }

    /** Returns a hook for a process without a temporary folder. */
    static ShutdownHook atExit() {
        return added(Optional.empty());
    }

    private static ShutdownHook added(Optional<Path> folder) {
        ShutdownHook cleanup = new ShutdownHook(folder);
        Runtime.getRuntime().addShutdownHook(cleanup.hook);
        return cleanup;
    }

    /** Closes this in the shutdown hook, before everything that was added earlier and before the folder is deleted. */
    void closeFirst(AutoCloseable running) {
        before.push(running);
    }

    /** Deletes the folder now and removes the shutdown hook. */
    void now() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending; the hook deletes the folder again, which has no effect.
        }
        folder.ifPresent(ShutdownHook::delete);
    }

    private void run() {
        before.forEach(ShutdownHook::close);
        folder.ifPresent(ShutdownHook::delete);
    }

    private static void close(AutoCloseable running) {
        try {
            running.close();
        } catch (Exception e) {
            System.err.println("the server did not stop properly: " + e);
        }
    }

    private static void delete(Path folder) {
        try {
            FileTree.delete(folder);
        } catch (IOException e) {
            System.err.println("the temporary folder '" + folder + "' could not be deleted: " + e.getMessage());
        }
    }
}
