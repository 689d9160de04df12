package dev.lmcp;

/**
 * What a tool's author promises about its effects; clients treat them as hints.
 *
 * @param readOnly whether it changes nothing
 * @param destructive whether it may destroy what it changes; has no meaning where it is read-only
 * @param idempotent whether calling it again with the same arguments changes nothing more
 * @param openWorld whether it deals with things outside of the server, such as the web
 */
public record ToolHints(boolean readOnly, boolean destructive, boolean idempotent, boolean openWorld) {

    /** Returns what the protocol assumes of a tool that says nothing. */
    public static ToolHints unknown() {
        return new ToolHints(false, true, false, true);
    }
}
