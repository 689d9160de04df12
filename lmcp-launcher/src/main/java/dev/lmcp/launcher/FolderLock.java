package dev.lmcp.launcher;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Optional;

/**
 * A lock on a folder with the jars of a class archive. Each server that runs from them has a shared lock, and the
 * replacement or the deletion of the folder needs an exclusive one. The lock of a process that is killed ends with it.
 *
 * <p>The lock is on an empty file of its own, because a process loses its locks on a file as soon as it closes that file
 * anywhere.
 */
final class FolderLock implements AutoCloseable {

    static final String FILE = "in-use";

    private final FileChannel channel;

    private FolderLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Makes a new folder one that can be locked. */
    static void prepare(Path folder) throws IOException {
        Files.createFile(folder.resolve(FILE));
    }

    /**
     * Locks a folder together with other servers, and writes down the time. Returns empty if that is not possible, as in a
     * file system without locks. In such a file system no folder is replaced or deleted.
     */
    static Optional<FolderLock> shared(Path folder) {
        noteUse(folder);
        try {
            return lock(folder, true, StandardOpenOption.READ);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static void noteUse(Path folder) {
        try {
            Files.setLastModifiedTime(folder.resolve(FILE), FileTime.from(Instant.now()));
        } catch (IOException e) {
            // the folder may belong to another user, or be read-only: nobody deletes it then
        }
    }

    /** Locks a folder against all others. Returns empty if a server runs from it. */
    static Optional<FolderLock> exclusive(Path folder) throws IOException {
        return lock(folder, false, StandardOpenOption.WRITE);
    }

    private static Optional<FolderLock> lock(Path folder, boolean isShared, StandardOpenOption option)
            throws IOException {
        FileChannel channel = FileChannel.open(folder.resolve(FILE), option);
        Optional<FileLock> lock = Optional.empty();
        try {
            lock = Optional.ofNullable(channel.tryLock(0, Long.MAX_VALUE, isShared));
        } catch (OverlappingFileLockException e) {
            // this process has it
            return Optional.empty();
        } finally {
            if (lock.isEmpty()) {
                channel.close();
            }
        }
        return lock.isPresent() ? Optional.of(new FolderLock(channel)) : Optional.empty();
    }

    /** Returns when a server was last started from a folder. */
    static Instant lastUse(Path folder) throws IOException {
        return Files.getLastModifiedTime(folder.resolve(FILE)).toInstant();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
