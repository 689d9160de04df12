package dev.lmcp;

import java.util.List;
import java.util.Map;

/**
 * Proposes values for an argument of a prompt or a variable of a resource template (MCP 2026-07-28,
 * server/utilities/completion). Safe for concurrent use.
 */
@FunctionalInterface
public interface Completer {

    /**
     * Returns the values that fit, best first.
     *
     * @param value what has been typed so far, possibly nothing
     * @param arguments the other arguments that have been chosen, by name; a client need not send them
     * @param call the request that this run belongs to; a completion may not ask the client
     * @return any number of values, of which the first hundred are sent
     * @throws Exception if it fails: the client sees an internal error, and the log has the reason
     */
    List<String> complete(String value, Map<String, String> arguments, Call call) throws Exception;
}
