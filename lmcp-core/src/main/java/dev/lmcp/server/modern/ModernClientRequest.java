package dev.lmcp.server.modern;

import dev.lmcp.ParamHeader;
import dev.lmcp.Tool;
import dev.lmcp.server.base.Json;
import dev.lmcp.spi.Headers;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/**
 * A request of a client of the modern era.
 *
 * @param params the parameters, with {@code _meta}
 * @param headers the header fields of its HTTP request
 */
public record ModernClientRequest(ObjectNode params, Headers headers) {

    /**
     * Creates a request.
     *
     * @param params the parameters without {@code _meta}
     * @param capabilities the client capabilities
     * @param tools finds a tool by its name; header fields repeat some arguments of tools
     */
    public static ModernClientRequest of(
            String method, ObjectNode params, ObjectNode capabilities, Function<String, Optional<Tool>> tools) {
        ObjectNode all = params.deepCopy();
        ModernMeta.write(all.withObject("/_meta"), capabilities);
        List<ParamHeader> mirrored = method.equals("tools/call")
                ? Json.text(all, "name").flatMap(tools).map(Tool::paramHeaders).orElse(List.of())
                : List.of();
        return new ModernClientRequest(all, ModernHeaders.of(method, all, mirrored));
    }
}
