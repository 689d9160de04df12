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

/** The tool {@code write_file}. */
final class WriteFile {

    private final Directories directories;

    WriteFile(Directories directories) {
        this.directories = directories;
    }

    private record Input(String path, String content) {}

    Tool tool() {
        Shape<Input> input = Shape.object(fields -> {
            var path = Arguments.path(fields);
            var content = fields.string("content").description("The complete new content of the file");
            return in -> new Input(in.get(path), in.get(content));
        });
        return Tool.named("write_file")
                .description("Writes a text file. An existing file is replaced. The directory must exist. "
                        + directories.describe())
                .input(input)
                .scopes("files.write")
                .annotations(ToolAnnotations.destructive().idempotent())
                .handle((in, call) -> write(in));
    }

    private ToolResult write(Input in) {
        ResolvedPath place = directories.possible(in.path());
        if (place.isRoot()) {
            throw new ToolException("'" + in.path() + "' is a directory; expected the path of a file");
        }
        byte[] bytes = in.content().getBytes(StandardCharsets.UTF_8);
        try (Folder folder = Folder.open(place.root(), place.parentNames())) {
            boolean replaced = replace(folder, place, bytes);
            return ToolResult.text(
                    (replaced ? "replaced '" : "created '") + in.path() + "' with " + bytes.length + " bytes");
        } catch (IOException e) {
            throw FileErrors.of(in.path(), e);
        }
    }

    /** Replaces a file and returns whether it existed. No other call can replace it between the check and the write. */
    private boolean replace(Folder folder, ResolvedPath place, byte[] bytes) throws IOException {
        synchronized (directories) {
            Optional<BasicFileAttributes> old = folder.find(place.name());
            if (old.isPresent()) {
                Writable.check(folder, place, old.get());
            }
            folder.replace(place.name(), bytes, old);
            return old.isPresent();
        }
    }

    /** The check whether a file may be replaced. */
    static final class Writable {

        private Writable() {}

        /**
         * Refuses an entry that is not a regular file, and a file without write permissions, which a replacement would
         * ignore.
         *
         * @throws ToolException if the file may not be replaced
         */
        static void check(Folder folder, ResolvedPath place, BasicFileAttributes found) throws IOException {
            if (!found.isRegularFile()) {
                throw new NotRegularFileException(place.name().toString());
            }
            boolean isProtected = folder.permissions(place.name())
                    .filter(permissions -> permissions.stream()
                            .noneMatch(permission -> permission.name().endsWith("_WRITE")))
                    .isPresent();
            if (isProtected) {
                throw new ToolException(
                        FileErrors.quoted(place.asked()) + " is write-protected; expected a file that can be written");
            }
        }
    }
}
