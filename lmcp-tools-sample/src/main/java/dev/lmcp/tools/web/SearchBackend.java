package dev.lmcp.tools.web;

import dev.lmcp.Call;
import java.util.List;
import java.util.Optional;

/** A search engine. Blocks; safe for concurrent use; throws a {@link dev.lmcp.ToolException} where it cannot answer. */
interface SearchBackend {

    /**
     * What is searched for.
     *
     * @param most how many results are wanted
     * @param region a language or a language with a country, as in {@code de} or {@code de-AT}
     * @param timeRange one of day, week, month, year
     * @param safeSearch off, moderate, strict
     */
    record Query(String text, int most, Optional<String> region, Optional<String> timeRange, String safeSearch) {}

    /** One result. */
    record Hit(String title, String url, String snippet) {}

    List<Hit> search(Query query, Call call);
}
