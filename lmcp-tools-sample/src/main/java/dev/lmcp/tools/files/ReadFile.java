package dev.lmcp.tools.files;

import dev.lmcp.Shape;
import dev.lmcp.Tool;
import dev.lmcp.ToolAnnotations;
import dev.lmcp.ToolException;
import dev.lmcp.ToolResult;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;

/** The tool {@code read_file}. */
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
                    .description("The first byte to read, to continue a long file")
                    .range(0L, Long.MAX_VALUE)
                    .orElse(0L);
            var bytes = fields.integer("max_bytes")
                    .description("The number of bytes to read")
                    .range(4, limit) // 4 is the longest character in UTF-8, so that the text is never empty
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
        ResolvedPath place = directories.existing(in.path());
        if (place.isRoot()) {
            throw new ToolException("'" + in.path() + "' is a directory; expected a file: use list_dir");
        }
        try (Folder folder = Folder.open(place.root(), place.parentNames());
                SeekableByteChannel channel = folder.read(place.name())) {
            if (in.offset() > channel.size()) {
                throw new ToolException(
                        "'" + in.path() + "' has " + channel.size() + " bytes; expected an offset within the file");
            }
            ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(in.bytes(), Math.max(1024, channel.size() + 1)));
            channel.position(in.offset());
            while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
                // reads to the end of the file or of the buffer
            }
            return ToolResult.text(text(in, bytes.flip(), channel.size()));
        } catch (IOException e) {
            throw FileErrors.of(in.path(), e);
        }
    }

    private static String text(Input in, ByteBuffer bytes, long size) {
        long end = in.offset() + bytes.limit();
        boolean hasMore = end < size;
        ByteBuffer whole = Utf8.whole(bytes, in.offset() > 0, hasMore);
        String text = Utf8.text(whole)
                .orElseThrow(() -> new ToolException("'" + in.path() + "' is not text in UTF-8, but " + size
                        + " bytes of other data; expected a text file"));
        long last = in.offset() + whole.limit();
        return hasMore
                ? text + "\n[cut: bytes " + (in.offset() + whole.position()) + " to " + last + " of " + size
                        + "; continue with offset " + last + "]"
                : text;
    }
}
