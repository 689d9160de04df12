package dev.lmcp.tools.files;

import dev.lmcp.Call;
import dev.lmcp.Shape;
import dev.lmcp.Tool;
import dev.lmcp.ToolAnnotations;
import dev.lmcp.ToolResult;
import java.io.IOException;
import java.util.Optional;

/** The tool {@code search_files}. */
final class SearchFiles {

    private static final int MAX_PATTERN_LENGTH = 256;

    private final Directories directories;
    private final int limit;

    SearchFiles(Directories directories, int limit) {
        this.directories = directories;
        this.limit = limit;
    }

    /** The arguments of a search. */
    record Query(String path, NamePattern name, Optional<String> text, int maxResults) {}

    Tool tool() {
        Shape<Query> input = Shape.object(fields -> {
            var path = Arguments.directory(fields).orElse(".");
            var name = fields.string("pattern")
                    .description("A pattern for file names: * matches any characters, ? matches one")
                    .length(1, MAX_PATTERN_LENGTH)
                    .orElse("*");
            var text = fields.string("text")
                    .description("The exact text that a line of the file must contain; the result has these lines")
                    .length(1, MAX_PATTERN_LENGTH)
                    .optional();
            var maxResults = fields.integer("max_results")
                    .description("The maximum number of results")
                    .range(1, 1000)
                    .orElse(100);
            return in -> new Query(in.get(path), new NamePattern(in.get(name)), in.get(text), in.get(maxResults));
        });
        return Tool.named("search_files")
                .description(
                        "Searches a directory and its subdirectories for files by name, and for lines in them. Does not"
                                + " follow links. " + directories.describe())
                .input(input)
                .scopes("files.read")
                .annotations(ToolAnnotations.readOnly())
                .handle(this::search);
    }

    private ToolResult search(Query query, Call call) {
        ResolvedPath place = directories.existing(query.path());
        SearchResults results = new SearchResults(query.maxResults(), limit);
        try (Folder folder = Folder.open(place.root(), place.names())) {
            new DirectorySearch(query, results, call).search(folder);
            return ToolResult.text(results.text());
        } catch (IOException e) {
            throw FileErrors.of(query.path(), e);
        }
    }
}
