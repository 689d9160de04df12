package dev.lmcp.server.methods;

import dev.lmcp.server.base.Json;
import tools.jackson.databind.node.ObjectNode;

/** What the server says of itself, in the forms that the eras share. */
public final class ServerInfoJson {

    private ServerInfoJson() {}

    public static ObjectNode serverInfo(ServerInfo identity) {
        ObjectNode info = Json.object().put("name", identity.name());
        Json.putIfPresent(info, "title", identity.title());
        return info.put("version", identity.version());
    }

    /** The capabilities that both eras know. All lists may grow at run time, so they are always offered. */
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
