package dev.lmcp.launcher;

import dev.lmcp.embed.Lmcp;
import dev.lmcp.embed.LmcpBuilder;
import java.io.IOException;
import java.util.Map;

/** What a process starts the server for. {@link Serving} is the usual one. */
interface ServerUse {

    /** Returns settings that are stronger than all others. */
    Map<String, String> settings();

    /** Adds to the server before it starts. */
    void prepare(LmcpBuilder builder);

    /**
     * Uses the started server. It is closed afterwards, and the process ends.
     *
     * @param token the token that a caller must send; empty if there is none
     */
    void use(Lmcp lmcp, String token) throws IOException, InterruptedException;
}
