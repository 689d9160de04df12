package dev.lmcp.tools.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lmcp.ToolException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Another program replaces a directory with a link, again and again. */
final class SwappedLinkTest {

    private static final int TRIES = 3_000;

    @TempDir
    private Path all;

    @Test
    void aLinkThatAppearsAfterTheCheckIsNotFollowed() throws Exception {
        Path open = Files.createDirectory(all.resolve("open"));
        Path secret = Files.createDirectory(all.resolve("secret"));
        Files.writeString(secret.resolve("file"), "hidden");
        Files.writeString(Files.createDirectory(open.resolve("sub")).resolve("file"), "public");
        Directories directories = Directories.open(List.of(open.toString()), problem -> {
            throw new AssertionError(problem);
        });
        AtomicBoolean over = new AtomicBoolean();
        Thread swapper = new Thread(() -> swap(open, secret, over));
        swapper.start();
        int seen = 0;
        try {
            for (int at = 0; at < TRIES; at++) {
                String text = read(directories).orElse("");
                assertThat(text).isIn("public", "mine", "");
                seen += text.isEmpty() ? 0 : 1;
                write(directories);
            }
        } finally {
            over.set(true);
            swapper.join();
        }
        assertThat(seen).isPositive();
        assertThat(secret).isDirectoryContaining(path -> path.endsWith("file"));
        assertThat(Files.readString(secret.resolve("file"))).isEqualTo("hidden");
        try (var left = Files.list(secret)) {
            assertThat(left).hasSize(1);
        }
    }

    private static Optional<String> read(Directories directories) {
        try {
            ResolvedPath place = directories.existing("sub/file");
            try (Folder folder = Folder.open(place.root(), place.parentNames());
                    SeekableByteChannel channel = folder.read(place.name())) {
                ByteBuffer bytes = ByteBuffer.allocate(100);
                channel.read(bytes);
                return Utf8.text(bytes.flip());
            }
        } catch (ToolException | IOException refused) {
            return Optional.empty();
        }
    }

    private static void write(Directories directories) {
        try {
            ResolvedPath place = directories.possible("sub/file");
            try (Folder folder = Folder.open(place.root(), place.parentNames())) {
                folder.replace(place.name(), "mine".getBytes(StandardCharsets.UTF_8), folder.find(place.name()));
            }
        } catch (ToolException | IOException refused) {
            // A refusal is allowed.
        }
    }

    private static void swap(Path open, Path secret, AtomicBoolean over) {
        Path sub = open.resolve("sub");
        Path aside = open.resolve("aside");
        try {
            while (!over.get()) {
                Files.move(sub, aside);
                Files.createSymbolicLink(sub, secret);
                Files.delete(sub);
                Files.move(aside, sub);
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
