package dev.lmcp.server.methods;

import dev.lmcp.server.base.Json;
import tools.jackson.databind.node.ObjectNode;

/** Writes the server information and capabilities that the eras share. */
public final class ServerInfoJson {

    private ServerInfoJson() {}

    public static ObjectNode serverInfo(ServerInfo serverInfo) {
        ObjectNode info = Json.object().put("name", serverInfo.name());
        Json.putIfPresent(info, "title", serverInfo.title());
        return info.put("version", serverInfo.version());
    }

    /** Returns the capabilities of both eras. All of them are always declared, as lists may grow at run time. */
    public static ObjectNode capabilities() {
        ObjectNode capabilities = Json.object();
        capabilities.putObject("tools").put("listChanged", true);
        capabilities.putObject("resources").put("subscribe", true).put("listChanged", true);
        capabilities.putObject("prompts").put("listChanged", true);
        capabilities.putObject("completions");
        capabilities.putObject("logging");
        return capabilities;
    }
}
