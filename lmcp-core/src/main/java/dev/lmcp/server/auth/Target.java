package dev.lmcp.server.auth;

import java.util.Set;

/**
 * What a request is about, as the scope rules see it.
 *
 * @param kind which rules apply
 * @param name the tool's or prompt's name, or the resource's URI
 * @param declared the scopes that it asks for itself, all of them
 */
public record Target(Kind kind, String name, Set<String> declared) {

    /** The things that scope rules name. */
    public enum Kind {
        TOOL("tools/call"),
        RESOURCE("resources/read"),
        PROMPT("prompts/get");

        private final String method;

        Kind(String method) {
            this.method = method;
        }

        /** The method that uses such a thing. */
        String method() {
            return method;
        }
    }
}
