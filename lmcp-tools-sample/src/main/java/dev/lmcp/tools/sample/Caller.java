package dev.lmcp.tools.sample;

import dev.lmcp.Principal;
import dev.lmcp.Scopes;

/** Describes a principal. */
final class Caller {

    private Caller() {}

    static String describe(Principal principal) {
        StringBuilder text = new StringBuilder(principal.subject());
        text.append(", authenticated by ").append(principal.issuer());
        principal.client().ifPresent(client -> text.append(", by client ").append(client));
        text.append(", scopes: ").append(describe(principal.scopes()));
        principal.expires().ifPresent(end -> text.append(", until ").append(end));
        return text.toString();
    }

    private static String describe(Scopes scopes) {
        if (scopes instanceof Scopes.Of of) {
            return of.names().isEmpty() ? "none" : String.join(" ", of.names());
        }
        return "all";
    }
}
