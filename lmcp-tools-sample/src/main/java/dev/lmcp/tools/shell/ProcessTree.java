package dev.lmcp.tools.shell;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;

/**
 * A process and all processes that it has started.
 *
 * <p>Descendants are found by their parents. On Linux they are also found by the mark in their environment, which remains
 * after a parent has ended. A process that clears its environment and leaves its parents is not found.
 */
final class ProcessTree {

    /** Each round finds the processes that were started during the round before. */
    private static final int MAX_ROUNDS = 100;

    private static final long PAUSE_NANOS = 5_000_000;

    private static final Path PROCESSES = Path.of("/proc");

    private final ProcessHandle root;
    private final byte[] entry;

    ProcessTree(ProcessHandle root, Mark mark) {
        this.root = root;
        this.entry = mark.entry().getBytes(StandardCharsets.US_ASCII);
    }

    /** Kills all processes; returns whether none is left that can be found. */
    boolean kill() {
        for (int round = 0; round < MAX_ROUNDS; round++) {
            Set<ProcessHandle> living = living();
            if (living.isEmpty()) {
                return true;
            }
            living.forEach(ProcessHandle::destroyForcibly);
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        return living().isEmpty();
    }

    /** Returns the living processes, sorted by id. A shell is killed before its children, so it cannot report their end. */
    private Set<ProcessHandle> living() {
        Set<ProcessHandle> found = new TreeSet<>(marked());
        // The id of a process that has ended may belong to another process now.
        if (root.isAlive()) {
            root.descendants().forEach(found::add);
        }
        found.add(root);
        found.removeIf(process -> !process.isAlive());
        return found;
    }

    private Set<ProcessHandle> marked() {
        Set<ProcessHandle> found = new HashSet<>();
        if (!Files.isDirectory(PROCESSES)) {
            return found;
        }
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROCESSES, "[0-9]*")) {
            for (Path process : processes) {
                if (isMarked(process)) {
                    id(process).flatMap(ProcessHandle::of).ifPresent(found::add);
                }
            }
        } catch (IOException e) {
            // The descendants of the root are found without the mark.
        }
        return found;
    }

    private boolean isMarked(Path process) {
        // Not a channel: an interrupt of this thread would close it.
        try (InputStream environment =
                new FileInputStream(process.resolve("environ").toFile())) {
            return contains(environment.readAllBytes(), entry);
        } catch (IOException e) {
            // The process has ended, or belongs to another user.
            return false;
        }
    }

    private static Optional<Long> id(Path process) {
        try {
            return Optional.of(Long.valueOf(process.getFileName().toString()));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static boolean contains(byte[] bytes, byte[] wanted) {
        for (int from = 0; from <= bytes.length - wanted.length; from++) {
            if (Arrays.equals(bytes, from, from + wanted.length, wanted, 0, wanted.length)) {
                return true;
            }
        }
        return false;
    }
}
