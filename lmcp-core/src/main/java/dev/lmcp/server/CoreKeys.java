package dev.lmcp.server;

import java.util.List;
import java.util.stream.Stream;

/** The catalogue of the keys that the core itself reads, as {@code docs/configuration.md} shows it. */
final class CoreKeys {

    /** Every one of them. */
    static final List<CoreKey> ALL = Stream.concat(
                    Stream.of(
                            new CoreKey("lmcp.config", ""),
                            new CoreKey("lmcp.plugins", ""),
                            new CoreKey("lmcp.auth", ""),
                            new CoreKey("lmcp.tools", ""),
                            new CoreKey("lmcp.transport", ""),
                            new CoreKey("lmcp.name", "lmcp"),
                            new CoreKey("lmcp.version", ""),
                            new CoreKey("lmcp.title", ""),
                            new CoreKey("lmcp.instructions", ""),
                            new CoreKey("lmcp.path", "/mcp"),
                            new CoreKey("lmcp.hosts", ""),
                            new CoreKey("lmcp.origins", ""),
                            new CoreKey("lmcp.lists.max-age", "0s"),
                            new CoreKey("lmcp.lists.shared", "false"),
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
                    LimitKeys.ALL.stream())
            .toList();

    private CoreKeys() {}
}
