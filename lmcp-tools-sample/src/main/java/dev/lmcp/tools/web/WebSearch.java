package dev.lmcp.tools.web;

import dev.lmcp.Call;
import dev.lmcp.Shape;
import dev.lmcp.Tool;
import dev.lmcp.ToolAnnotations;
import dev.lmcp.ToolException;
import dev.lmcp.ToolResult;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The tool {@code web_search}. */
final class WebSearch {

    private static final int MAX_SNIPPET_LENGTH = 500;

    private final Optional<SearchBackend> backend;

    WebSearch(Optional<SearchBackend> backend) {
        this.backend = backend;
    }

    Tool tool() {
        Shape<SearchBackend.Query> input = Shape.object(fields -> {
            var query = fields.string("query").description("The search query").length(1, 500);
            var maxResults = fields.integer("max_results")
                    .description("The maximum number of results")
                    .range(1, 25)
                    .orElse(8);
            var region = fields.string("region")
                    .description("Language, or language and country, as in de or de-AT")
                    .pattern("^[A-Za-z]{2,3}(-[A-Za-z]{2})?$")
                    .optional();
            var range = fields.choice("time_range", "day", "week", "month", "year")
                    .description("The maximum age of a page")
                    .optional();
            var safe = fields.choice("safesearch", "off", "moderate", "strict").orElse("moderate");
            return in -> new SearchBackend.Query(
                    in.get(query), in.get(maxResults), in.get(region), in.get(range), in.get(safe));
        });
        return Tool.named("web_search")
                .description("Searches the web; returns title, URL and a snippet of each result")
                .input(input)
                .scopes("net.search")
                .annotations(ToolAnnotations.readOnly().openWorld())
                .handle(this::search);
    }

    private ToolResult search(SearchBackend.Query query, Call call) {
        List<SearchBackend.Hit> hits = backend.orElseThrow(() -> new ToolException("no search engine is configured;"
                        + " expected one: the operator must set lmcp.tools.web.searxng-url"))
                .search(query, call);
        return ToolResult.text(
                hits.isEmpty()
                        ? "nothing found"
                        : hits.stream().map(WebSearch::lines).collect(Collectors.joining("\n\n")));
    }

    private static String lines(SearchBackend.Hit hit) {
        String snippet = hit.snippet();
        return hit.title() + "\n" + hit.url() + (snippet.isEmpty() ? "" : "\n" + cut(snippet));
    }

    private static String cut(String snippet) {
        return snippet.codePointCount(0, snippet.length()) <= MAX_SNIPPET_LENGTH
                ? snippet
                : snippet.substring(0, snippet.offsetByCodePoints(0, MAX_SNIPPET_LENGTH)) + "…";
    }
}
