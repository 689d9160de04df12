package dev.lmcp.tools.files;

import dev.lmcp.Call;
import dev.lmcp.Shape;
import dev.lmcp.Tool;
import dev.lmcp.ToolAnnotations;
import dev.lmcp.ToolResult;
import dev.lmcp.text.SafeText;
import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.NavigableSet;
import java.util.TreeSet;

/** The tool {@code list_dir}. */
final class ListDir {

    private static final int MAX_ENTRIES = 1000;

    private final Directories directories;
    private final int limit;

    ListDir(Directories directories, int limit) {
        this.directories = directories;
        this.limit = limit;
    }

    Tool tool() {
        Shape<String> input = Shape.object(fields -> {
            var path = Arguments.directory(fields).orElse(".");
            return in -> in.get(path);
        });
        return Tool.named("list_dir")
                .description(
                        "Lists a directory: kind, size in bytes, and name of each entry. " + directories.describe())
                .input(input)
                .scopes("files.read")
                .annotations(ToolAnnotations.readOnly())
                .handle(this::list);
    }

    private ToolResult list(String path, Call call) {
        ResolvedPath place = directories.existing(path);
        try (Folder folder = Folder.open(place.root(), place.names())) {
            FirstNames first = new FirstNames();
            folder.names(name -> {
                first.add(name);
                return !call.isCancelled();
            });
            return ToolResult.text(lines(folder, first));
        } catch (IOException e) {
            throw FileErrors.of(path, e);
        }
    }

    /** The first names in alphabetical order, and the number of all names. */
    private static final class FirstNames {

        private final NavigableSet<Path> names = new TreeSet<>();
        private int count;

        void add(Path name) {
            count++;
            names.add(name);
            if (names.size() > MAX_ENTRIES) {
                names.pollLast();
            }
        }
    }

    private String lines(Folder folder, FirstNames first) throws IOException {
        StringBuilder lines = new StringBuilder();
        int listed = 0;
        for (Path name : first.names) {
            String line = folder.find(name).map(found -> line(name, found)).orElse("");
            if (lines.length() + line.length() > limit) {
                break;
            }
            lines.append(line);
            listed++;
        }
        if (first.count == 0) {
            return "the directory is empty";
        }
        if (listed < first.count) {
            lines.append("[cut: " + listed + " of " + first.count
                    + " entries, the first by name; use search_files for the others]");
        }
        return lines.toString().stripTrailing();
    }

    private static String line(Path name, BasicFileAttributes found) {
        String shown = SafeText.escaped(name.toString());
        if (found.isDirectory()) {
            return "dir   - " + shown + "/\n";
        }
        if (found.isSymbolicLink()) {
            return "link  - " + shown + "\n";
        }
        return found.isRegularFile() ? "file  " + found.size() + " " + shown + "\n" : "other - " + shown + "\n";
    }
}
