package dev.lmcp.tools.files;

import dev.lmcp.Shape;
import dev.lmcp.Tool;
import dev.lmcp.ToolAnnotations;
import dev.lmcp.ToolException;
import dev.lmcp.ToolResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/** {@code write_file}. */
final class WriteFile {

    private final Directories directories;

    WriteFile(Directories directories) {
        this.directories = directories;
    }

    private record Input(String path, String content) {}

    Tool tool() {
        Shape<Input> input = Shape.object(fields -> {
            var path = Arguments.path(fields);
            var content = fields.string("content").description("What the file is to hold, all of it");
            return in -> new Input(in.get(path), in.get(content));
        });
        return Tool.named("write_file")
                .description("Writes a text file, replacing what was there; its directory must exist. "
                        + directories.describe())
                .input(input)
                .scopes("files.write")
                .annotations(ToolAnnotations.destructive().idempotent())
                .handle((in, call) -> write(in));
    }

    private ToolResult write(Input in) {
        Place place = directories.possible(in.path());
        if (place.isRoot()) {
            throw new ToolException("'" + in.path() + "' is a directory; expected the path of a file");
        }
        byte[] bytes = in.content().getBytes(StandardCharsets.UTF_8);
        try (Folder folder = Folder.open(place.root(), place.wayToParent())) {
            boolean replaced = replace(folder, place, bytes);
            return ToolResult.text(
                    (replaced ? "replaced '" : "created '") + in.path() + "' with " + bytes.length + " bytes");
        } catch (IOException e) {
            throw Trouble.with(in.path(), e);
        }
    }

    /** Returns whether there was a file before; no other call may replace it between the look and the use. */
    private boolean replace(Folder folder, Place place, byte[] bytes) throws IOException {
        synchronized (directories) {
            Optional<BasicFileAttributes> old = folder.find(place.name());
            if (old.isPresent()) {
                Writable.check(folder, place, old.get());
            }
            folder.replace(place.name(), bytes, old);
            return old.isPresent();
        }
    }

    /** What may be replaced. */
    static final class Writable {

        private Writable() {}

        /**
         * Refuses what is no regular file, and what nobody may write: replacing it would get round that.
         *
         * @throws ToolException where it may not be replaced
         */
        static void check(Folder folder, Place place, BasicFileAttributes found) throws IOException {
            if (!found.isRegularFile()) {
                throw new NotRegularFileException(place.name().toString());
            }
            boolean protectedFromAll = folder.permissions(place.name())
                    .filter(permissions -> permissions.stream()
                            .noneMatch(permission -> permission.name().endsWith("_WRITE")))
                    .isPresent();
            if (protectedFromAll) {
                throw new ToolException(
                        Trouble.quoted(place.asked()) + " is write-protected; expected a file that may change");
            }
        }
    }
}
