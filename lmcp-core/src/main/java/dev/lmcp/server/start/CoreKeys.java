package dev.lmcp.server.start;

import dev.lmcp.server.base.CoreKey;
import dev.lmcp.server.base.Limit;
import java.util.List;
import java.util.stream.Stream;

/** The keys that the core itself reads, as {@code docs/configuration.md} lists them. */
final class CoreKeys {

    /** All keys. */
    static final List<CoreKey> ALL = Stream.concat(
                    Stream.of(
                            new CoreKey("lmcp.config-file", ""),
                            new CoreKey("lmcp.plugin-directory", ""),
                            new CoreKey("lmcp.auth", ""),
                            new CoreKey("lmcp.tools", ""),
                            new CoreKey("lmcp.transport", ""),
                            new CoreKey("lmcp.cluster", ""),
                            new CoreKey("lmcp.transport.servlet.auto-mount", "true"),
                            new CoreKey("lmcp.name", "lmcp"),
                            new CoreKey("lmcp.version", ""),
                            new CoreKey("lmcp.title", ""),
                            new CoreKey("lmcp.instructions", ""),
                            new CoreKey("lmcp.path", "/mcp"),
                            new CoreKey("lmcp.allowed-hosts", ""),
                            new CoreKey("lmcp.allowed-origins", ""),
                            new CoreKey("lmcp.lists.ttl", "0s"),
                            new CoreKey("lmcp.lists.cache-scope", "private"),
                            new CoreKey("lmcp.ignore-unknown-arguments", ""),
                            new CoreKey("lmcp.state-key-file", ""),
                            new CoreKey("lmcp.jmx", "true"),
                            new CoreKey("lmcp.scopes.required", ""),
                            new CoreKey("lmcp.scopes.supported", ""),
                            new CoreKey("lmcp.scopes.method.PATTERN", ""),
                            new CoreKey("lmcp.scopes.tool.PATTERN", ""),
                            new CoreKey("lmcp.scopes.resource.PATTERN", ""),
                            new CoreKey("lmcp.scopes.prompt.PATTERN", ""),
                            new CoreKey("lmcp.scopes.implies.SCOPE", ""),
                            new CoreKey("lmcp.scopes.deny-unlisted", "false"),
                            new CoreKey("lmcp.scopes.filter-lists", "false"),
                            new CoreKey("lmcp.scopes.challenge", "operation")),
                    Limit.ALL.stream().flatMap(CoreKeys::ofLimit))
            .toList();

    private CoreKeys() {}

    private static Stream<CoreKey> ofLimit(Limit<?> limit) {
        CoreKey key = limit.key();
        return limit == Limit.TOOL_TIMEOUT ? Stream.of(key, new CoreKey(key.name() + ".PATTERN", "")) : Stream.of(key);
    }
}
