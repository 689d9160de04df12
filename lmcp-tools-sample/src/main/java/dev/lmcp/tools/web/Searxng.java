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

/** A SearXNG search engine. Its JSON format must be enabled in its own settings. */
final class Searxng implements SearchBackend {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);
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
            throw new ToolException("the search engine responds with status "
                    + page.head().status()
                    + (page.head().status() == 403 ? "; its operator may have to enable its JSON format" : ""));
        }
        try {
            List<Hit> hits = new ArrayList<>();
            for (JsonNode result : json.readTree(page.body().bytes()).path("results")) {
                if (hits.size() < query.maxResults()) {
                    hits.add(new Hit(text(result, "title"), text(result, "url"), text(result, "content")));
                }
            }
            return hits;
        } catch (JacksonException e) {
            throw new ToolException("the search engine does not respond with JSON; its operator must check it", e);
        }
    }

    /** Fetches the results. A failure has a general message, because the details would show callers the internal address. */
    private Fetcher.Page page(Query query, Call call) {
        try {
            return fetcher.fetch(
                    new Fetcher.Request("GET", uri(query), "lmcp", "application/json", MAX_BYTES, TIMEOUT), call);
        } catch (ToolException e) {
            throw new ToolException("the search engine does not respond; its operator must check it", e);
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
