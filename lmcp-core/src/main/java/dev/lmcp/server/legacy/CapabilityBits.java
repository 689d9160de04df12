package dev.lmcp.server.legacy;

import dev.lmcp.server.base.Json;
import dev.lmcp.server.call.ClientCapabilities;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The capabilities of a client that the server uses, as bits for the id of a session.
 *
 * <p>The meaning of a bit never changes. A new capability gets a new bit.
 */
record CapabilityBits(int bits) {

    private static final List<String> NAMES = List.of("elicitation", "sampling", "roots");
    private static final List<String> DETAILS = List.of("form", "url", "tools", "context");

    /** The bits of one capability: itself and its details. */
    private static final int WIDTH = 1 + 4;

    /** Reads declared capabilities. Leaves out those that the server does not use. */
    static CapabilityBits of(ClientCapabilities capabilities) {
        int bits = 0;
        for (int name = 0; name < NAMES.size(); name++) {
            JsonNode capability = capabilities.declared().path(NAMES.get(name));
            if (capability.isObject()) {
                bits |= bit(name * WIDTH);
                for (int detail = 0; detail < DETAILS.size(); detail++) {
                    bits |= capability.path(DETAILS.get(detail)).isObject() ? bit(name * WIDTH + 1 + detail) : 0;
                }
            }
        }
        return new CapabilityBits(bits);
    }

    /** Returns the capabilities, as a client declares them. */
    ClientCapabilities capabilities() {
        ObjectNode declared = Json.object();
        for (int name = 0; name < NAMES.size(); name++) {
            if (isSet(name * WIDTH)) {
                ObjectNode capability = declared.putObject(NAMES.get(name));
                for (int detail = 0; detail < DETAILS.size(); detail++) {
                    if (isSet(name * WIDTH + 1 + detail)) {
                        capability.putObject(DETAILS.get(detail));
                    }
                }
            }
        }
        return new ClientCapabilities(declared);
    }

    private boolean isSet(int position) {
        return (bits & bit(position)) != 0;
    }

    private static int bit(int position) {
        return 1 << position;
    }
}
