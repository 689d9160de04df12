package dev.lmcp.tools.files;

import dev.lmcp.Call;
import dev.lmcp.Shape;
import dev.lmcp.Tool;
import dev.lmcp.ToolAnnotations;
import dev.lmcp.ToolResult;
import java.io.IOException;
import java.util.Optional;

/** {@code search_files}. */
final class SearchFiles {

    private static final int MAX_PATTERN_LENGTH = 256;

    private final Directories directories;
    private final int limit;

    SearchFiles(Directories directories, int limit) {
        this.directories = directories;
        this.limit = limit;
    }

    /** What is searched for. */
    record Wanted(String path, NamePattern name, Optional<String> text, int most) {}

    Tool tool() {
        Shape<Wanted> input = Shape.object(fields -> {
            var path = Arguments.directory(fields).orElse(".");
            var name = fields.string("pattern")
                    .description("What a file's name looks like: * stands for any characters, ? for one")
                    .length(1, MAX_PATTERN_LENGTH)
                    .orElse("*");
            var text = fields.string("text")
                    .description("A text that must be in a line of the file, literally; the lines are told")
                    .length(1, MAX_PATTERN_LENGTH)
                    .optional();
            var most = fields.integer("max_results")
                    .description("How many results there may be")
                    .range(1, 1000)
                    .orElse(100);
            return in -> new Wanted(in.get(path), new NamePattern(in.get(name)), in.get(text), in.get(most));
        });
        return Tool.named("search_files")
                .description(
                        "Searches a directory and those below it for files by name, and for lines in them; does not"
                                + " follow links. " + directories.describe())
                .input(input)
                .scopes("files.read")
                .annotations(ToolAnnotations.readOnly())
                .handle(this::search);
    }

    private ToolResult search(Wanted wanted, Call call) {
        Place place = directories.existing(wanted.path());
        Findings findings = new Findings(wanted.most(), limit);
        try (Folder folder = Folder.open(place.root(), place.way())) {
            new Walk(wanted, findings, call).through(folder);
            return ToolResult.text(findings.text());
        } catch (IOException e) {
            throw Trouble.with(wanted.path(), e);
        }
    }
}
