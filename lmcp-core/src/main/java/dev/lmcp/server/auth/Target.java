package dev.lmcp.server.auth;

import java.util.Set;

/**
 * The tool, resource or prompt that a request names, for the scope rules.
 *
 * @param kind the kind, which selects the rules
 * @param name the tool's or prompt's name, or the resource's URI
 * @param declared the scopes that the target itself requires; all of them are needed
 */
public record Target(Kind kind, String name, Set<String> declared) {

    /** The kinds of targets. */
    public enum Kind {
        TOOL("tools/call"),
        RESOURCE("resources/read"),
        PROMPT("prompts/get");

        private final String method;

        Kind(String method) {
            this.method = method;
        }

        /** Returns the method that uses targets of this kind. */
        String method() {
            return method;
        }
    }
}
