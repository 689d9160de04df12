package dev.lmcp.tools.web;

import dev.lmcp.Call;
import dev.lmcp.ToolException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A SearXNG, whose JSON format must be switched on in its own settings. */
final class Searxng implements SearchBackend {

    private static final Duration TIME = Duration.ofSeconds(20);
    private static final int MAX_BYTES = 2 * 1024 * 1024;
    private static final Map<String, String> SAFE = Map.of("off", "0", "moderate", "1", "strict", "2");

    private final URI instance;
    private final Fetcher fetcher;
    private final JsonMapper json = new JsonMapper();

    Searxng(URI instance, Fetcher fetcher) {
        this.instance = instance;
        this.fetcher = fetcher;
    }

    @Override
    public List<Hit> search(Query query, Call call) {
        Fetcher.Page page = page(query, call);
        if (page.head().status() != 200) {
            throw new ToolException("the search engine answers with status "
                    + page.head().status()
                    + (page.head().status() == 403 ? "; its operator may have to switch on its JSON format" : ""));
        }
        try {
            List<Hit> hits = new ArrayList<>();
            for (JsonNode result : json.readTree(page.body().bytes()).path("results")) {
                if (hits.size() < query.most()) {
                    hits.add(new Hit(text(result, "title"), text(result, "url"), text(result, "content")));
                }
            }
            return hits;
        } catch (JacksonException e) {
            throw new ToolException("the search engine does not answer in JSON; its operator has to look at it", e);
        }
    }

    /** Where the search engine is, is the operator's affair: the words of a failure to reach it would tell callers. */
    private Fetcher.Page page(Query query, Call call) {
        try {
            return fetcher.fetch(
                    new Fetcher.Request("GET", uri(query), "lmcp", "application/json", MAX_BYTES, TIME), call);
        } catch (ToolException e) {
            throw new ToolException("the search engine does not answer; its operator has to look at it", e);
        }
    }

    private URI uri(Query query) {
        StringBuilder uri = new StringBuilder(instance.toString().replaceAll("/+$", ""));
        uri.append("/search?format=json&q=").append(encoded(query.text()));
        uri.append("&safesearch=").append(SAFE.get(query.safeSearch()));
        query.region().ifPresent(region -> uri.append("&language=").append(encoded(region)));
        query.timeRange().ifPresent(range -> uri.append("&time_range=").append(range));
        return URI.create(uri.toString());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String text(JsonNode result, String name) {
        return result.path(name).stringValue("").replaceAll("\\s+", " ").strip();
    }
}
