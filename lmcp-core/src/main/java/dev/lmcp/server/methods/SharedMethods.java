package dev.lmcp.server.methods;

import dev.lmcp.CacheHint;
import dev.lmcp.server.auth.ScopePolicy;
import dev.lmcp.server.base.Limit;
import dev.lmcp.server.base.Limits;
import dev.lmcp.server.base.NamePattern;
import dev.lmcp.server.call.CallCounts;
import dev.lmcp.server.call.Method;
import dev.lmcp.spi.ToolFailure;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;

/** The methods that both eras share. */
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
     * Creates the methods.
     *
     * @param catalog the tools, resources and prompts
     * @param scopes filters lists
     * @param limits the limits
     * @param lists the cache hint for lists
     * @param tolerantTools the names of the tools that ignore unknown arguments
     * @param scheduler runs the timeouts of tools
     * @param counts counts calls by outcome
     * @param failures is told of tools that fail
     */
    public static SharedMethods of(
            Catalog catalog,
            ScopePolicy scopes,
            Limits limits,
            CacheHint lists,
            List<NamePattern> tolerantTools,
            ScheduledExecutorService scheduler,
            CallCounts counts,
            Consumer<ToolFailure> failures) {
        Paginator pages = new Paginator(scopes, limits.of(Limit.PAGE_SIZE), lists);
        ToolRunner runner = new ToolRunner(scheduler, limits.of(Limit.TOOL_TIMEOUT), tolerantTools, counts, failures);
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
