package dev.lmcp.server.methods;

import dev.lmcp.CacheHint;
import dev.lmcp.server.auth.ScopePolicy;
import dev.lmcp.server.base.Limit;
import dev.lmcp.server.base.Limits;
import dev.lmcp.server.base.NamePattern;
import dev.lmcp.server.call.CallCounts;
import dev.lmcp.server.call.Method;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;

/** The methods that every era has. */
public final class SharedMethods {

    private final Map<String, Method> byName;

    private SharedMethods(
            ToolMethods tools, ResourceMethods resources, PromptMethods prompts, CompletionMethod completion) {
        this.byName = Map.of(
                "tools/list", tools.list(),
                "tools/call", tools.call(),
                "resources/list", resources.list(),
                "resources/templates/list", resources.templates(),
                "resources/read", resources.read(),
                "prompts/list", prompts.list(),
                "prompts/get", prompts.get(),
                "completion/complete", completion);
    }

    /**
     * Puts the methods together.
     *
     * @param catalog what the server offers
     * @param scopes judges what a caller may see of a list
     * @param limits its bounds
     * @param lists how long clients may keep lists
     * @param tolerantTools the names of the tools that let arguments go that they do not know
     * @param scheduler watches the time limits of tools
     * @param counts counts calls by how they ended
     */
    public static SharedMethods of(
            Catalog catalog,
            ScopePolicy scopes,
            Limits limits,
            CacheHint lists,
            List<NamePattern> tolerantTools,
            ScheduledExecutorService scheduler,
            CallCounts counts) {
        Paginator pages = new Paginator(scopes, limits.of(Limit.PAGE_SIZE), lists);
        ToolRunner runner = new ToolRunner(scheduler, limits.of(Limit.TOOL_TIMEOUT), tolerantTools, counts);
        return new SharedMethods(
                new ToolMethods(catalog, pages, runner, counts),
                new ResourceMethods(catalog, pages),
                new PromptMethods(catalog, pages),
                new CompletionMethod(catalog));
    }

    public Map<String, Method> byName() {
        return byName;
    }
}
