package dev.lmcp.tools.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The directory and the permissions while a file is being replaced. */
final class DraftTest {

    private static final int TRIES = 500;

    @TempDir
    private Path all;

    @Test
    void hidesTheDraftOfAPrivateFileFromOtherUsers() throws Exception {
        Path file = Files.writeString(all.resolve("key"), "old");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        Set<String> seen = ConcurrentHashMap.newKeySet();
        AtomicBoolean over = new AtomicBoolean();
        Thread watcher = new Thread(() -> watch(seen, over));
        watcher.start();
        try {
            for (int at = 0; at < TRIES && seen.isEmpty(); at++) {
                try (Folder folder = Folder.open(all, List.of())) {
                    folder.replace(file.getFileName(), new byte[1 << 20], folder.find(file.getFileName()));
                }
            }
        } finally {
            over.set(true);
            watcher.join();
        }
        assertThat(seen).containsExactly("rw-------");
    }

    private void watch(Set<String> seen, AtomicBoolean over) {
        while (!over.get()) {
            try (DirectoryStream<Path> drafts = Files.newDirectoryStream(all, ".lmcp-*")) {
                for (Path draft : drafts) {
                    permissions(draft).ifPresent(seen::add);
                }
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
    }

    private static Optional<String> permissions(Path draft) throws IOException {
        try {
            return Optional.of(PosixFilePermissions.toString(Files.getPosixFilePermissions(draft)));
        } catch (NoSuchFileException moved) {
            return Optional.empty();
        }
    }
}
