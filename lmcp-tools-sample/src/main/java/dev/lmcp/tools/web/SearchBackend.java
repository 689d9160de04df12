package dev.lmcp.tools.web;

import dev.lmcp.Call;
import java.util.List;
import java.util.Optional;

/** A search engine. It blocks, is safe for concurrent use, and throws a {@link dev.lmcp.ToolException} if it fails. */
interface SearchBackend {

    /**
     * The arguments of a search.
     *
     * @param maxResults the maximum number of results
     * @param region a language, or a language with a country, as in {@code de} or {@code de-AT}
     * @param timeRange one of day, week, month, year
     * @param safeSearch one of off, moderate, strict
     */
    record Query(String text, int maxResults, Optional<String> region, Optional<String> timeRange, String safeSearch) {}

    /** One result. */
    record Hit(String title, String url, String snippet) {}

    List<Hit> search(Query query, Call call);
}
