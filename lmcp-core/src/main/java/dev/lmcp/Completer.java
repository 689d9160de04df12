package dev.lmcp;

import java.util.List;
import java.util.Map;

/** Proposes values for an argument of a prompt or a variable of a resource template. Safe for concurrent use. */
@FunctionalInterface
public interface Completer {

    /**
     * Returns the values that fit, best first; the first hundred are sent.
     *
     * @param typed what has been typed so far, possibly nothing
     * @param others the other arguments already chosen, by name
     */
    List<String> complete(String typed, Map<String, String> others) throws Exception;
}
