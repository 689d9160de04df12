package dev.lmcp.tools.files;

import dev.lmcp.Shape;
import dev.lmcp.Tool;
import dev.lmcp.ToolAnnotations;
import dev.lmcp.ToolException;
import dev.lmcp.ToolResult;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/** The tool {@code edit_file}. */
final class EditFile {

    /** The largest file that can be edited, before and after the edit. */
    private static final int MAX_BYTES = 4 * 1024 * 1024;

    private final Directories directories;

    EditFile(Directories directories) {
        this.directories = directories;
    }

    private record Input(String path, String oldText, String newText, boolean all) {}

    Tool tool() {
        Shape<Input> input = Shape.object(fields -> {
            var path = Arguments.path(fields);
            var oldText = fields.string("old_string")
                    .description("The exact text to replace; it must occur once, unless replace_all is true");
            var newText = fields.string("new_string").description("The new text");
            var all = fields.bool("replace_all")
                    .description("Whether to replace all occurrences")
                    .orElse(false);
            return in -> new Input(in.get(path), in.get(oldText), in.get(newText), in.get(all));
        });
        return Tool.named("edit_file")
                .description("Replaces a piece of a text file. " + directories.describe())
                .input(input)
                .scopes("files.write")
                .annotations(ToolAnnotations.destructive())
                .handle((in, call) -> edit(in));
    }

    private ToolResult edit(Input in) {
        if (in.oldText().isEmpty()) {
            throw new ToolException("old_string is empty; expected the text to replace");
        }
        if (in.oldText().equals(in.newText())) {
            throw new ToolException("old_string and new_string are equal; expected a change");
        }
        ResolvedPath place = directories.existing(in.path());
        if (place.isRoot()) {
            throw new ToolException("'" + in.path() + "' is a directory; expected a file");
        }
        try (Folder folder = Folder.open(place.root(), place.parentNames())) {
            BasicFileAttributes found = folder.attributes(place.name());
            WriteFile.Writable.check(folder, place, found);
            String text = read(folder, place);
            int times = times(in, text);
            byte[] bytes = replaced(in, text, times).getBytes(StandardCharsets.UTF_8);
            // No other call can replace it between the check and the write.
            synchronized (directories) {
                refuseIfChanged(place, found, folder.attributes(place.name()));
                folder.replace(place.name(), bytes, Optional.of(found));
            }
            return ToolResult.text(
                    "replaced " + times + (times == 1 ? " occurrence in '" : " occurrences in '") + in.path() + "'");
        } catch (IOException e) {
            throw FileErrors.of(in.path(), e);
        }
    }

    private static String read(Folder folder, ResolvedPath place) throws IOException {
        ByteBuffer bytes;
        try (SeekableByteChannel channel = folder.read(place.name())) {
            bytes = ByteBuffer.allocate((int) Math.min(MAX_BYTES + 1L, channel.size() + 1));
            while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
                // reads to the end
            }
        }
        if (bytes.position() > MAX_BYTES) {
            throw new ToolException(FileErrors.quoted(place.asked()) + " has more than " + MAX_BYTES
                    + " bytes; expected a smaller file");
        }
        return Utf8.text(bytes.flip())
                .orElseThrow(() -> new ToolException(
                        FileErrors.quoted(place.asked()) + " is not text in UTF-8; expected a text file"));
    }

    private static int times(Input in, String text) {
        int times = 0;
        for (int at = text.indexOf(in.oldText());
                at >= 0;
                at = text.indexOf(in.oldText(), at + in.oldText().length())) {
            times++;
        }
        if (times == 0) {
            throw new ToolException(
                    "old_string is not in '" + in.path() + "'; expected a text that occurs in it exactly");
        }
        if (times > 1 && !in.all()) {
            throw new ToolException("old_string occurs " + times + " times in '" + in.path()
                    + "'; expected once: add more of the text around it, or set replace_all");
        }
        return times;
    }

    private static String replaced(Input in, String text, int times) {
        long length = text.length()
                + (long) times * (in.newText().length() - in.oldText().length());
        if (length > MAX_BYTES) {
            throw new ToolException("the file would have " + length + " characters; expected at most " + MAX_BYTES);
        }
        return text.replace(in.oldText(), in.newText());
    }

    private static void refuseIfChanged(ResolvedPath place, BasicFileAttributes before, BasicFileAttributes now) {
        if (before.size() != now.size()
                || !before.lastModifiedTime().equals(now.lastModifiedTime())
                || !java.util.Objects.equals(before.fileKey(), now.fileKey())) {
            throw new ToolException(FileErrors.quoted(place.asked()) + " was changed during this call; read it again");
        }
    }
}
