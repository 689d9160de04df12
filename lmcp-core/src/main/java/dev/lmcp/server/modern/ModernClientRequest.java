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
 * A request as a client of the modern era sends it.
 *
 * @param params its parameters, with {@code _meta}
 * @param headers the header fields that it needs over HTTP
 */
public record ModernClientRequest(ObjectNode params, Headers headers) {

    /**
     * Makes a request.
     *
     * @param params the parameters without {@code _meta}
     * @param capabilities what the client declares
     * @param tools finds a tool by its name, as some of a tool's arguments are mirrored in header fields
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
