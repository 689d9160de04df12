package dev.lmcp.tools.files;

import dev.lmcp.Shape;
import dev.lmcp.Tool;
import dev.lmcp.ToolAnnotations;
import dev.lmcp.ToolException;
import dev.lmcp.ToolResult;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;

/** {@code read_file}. */
final class ReadFile {

    private final Directories directories;
    private final int limit;

    ReadFile(Directories directories, int limit) {
        this.directories = directories;
        this.limit = limit;
    }

    private record Input(String path, long offset, int bytes) {}

    Tool tool() {
        Shape<Input> input = Shape.object(fields -> {
            var path = Arguments.path(fields);
            var offset = fields.longInteger("offset")
                    .description("The byte to begin with, for the rest of a long file")
                    .range(0L, Long.MAX_VALUE)
                    .orElse(0L);
            var bytes = fields.integer("max_bytes")
                    .description("How much to read")
                    .range(4, limit) // the longest letter in UTF-8, so that there is always something
                    .orElse(limit);
            return in -> new Input(in.get(path), in.get(offset), in.get(bytes));
        });
        return Tool.named("read_file")
                .description("Reads a text file. " + directories.describe())
                .input(input)
                .scopes("files.read")
                .annotations(ToolAnnotations.readOnly())
                .handle((in, call) -> read(in));
    }

    private ToolResult read(Input in) {
        Place place = directories.existing(in.path());
        if (place.isRoot()) {
            throw new ToolException("'" + in.path() + "' is a directory; expected a file: use list_dir");
        }
        try (Folder folder = Folder.open(place.root(), place.wayToParent());
                SeekableByteChannel channel = folder.read(place.name())) {
            if (in.offset() > channel.size()) {
                throw new ToolException(
                        "'" + in.path() + "' has " + channel.size() + " bytes; expected an offset within");
            }
            ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(in.bytes(), Math.max(1024, channel.size() + 1)));
            channel.position(in.offset());
            while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
                // on to the end of the file or of what may be read
            }
            return ToolResult.text(text(in, bytes.flip(), channel.size()));
        } catch (IOException e) {
            throw Trouble.with(in.path(), e);
        }
    }

    private static String text(Input in, ByteBuffer bytes, long size) {
        long end = in.offset() + bytes.limit();
        boolean more = end < size;
        ByteBuffer whole = Utf8.whole(bytes, in.offset() > 0, more);
        String text = Utf8.text(whole)
                .orElseThrow(() -> new ToolException("'" + in.path() + "' is not text in UTF-8, but " + size
                        + " bytes of something else; expected a text file"));
        long last = in.offset() + whole.limit();
        return more
                ? text + "\n[cut: bytes " + (in.offset() + whole.position()) + " to " + last + " of " + size
                        + "; go on with offset " + last + "]"
                : text;
    }
}
