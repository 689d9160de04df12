package dev.lmcp.server.base;

import dev.lmcp.spi.Exchange;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The revisions of MCP that this server supports, and the header field that names one. */
public final class Revisions {

    public static final String MODERN = "2026-07-28";
    public static final List<String> LEGACY = List.of("2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05");
    public static final String VERSION_HEADER = "MCP-Protocol-Version";

    /** The prefix of keys in {@code _meta} that the specification defines. */
    public static final String META_PREFIX = "io.modelcontextprotocol/";

    private static final List<String> SUPPORTED =
            Stream.concat(Stream.of(MODERN), LEGACY.stream()).toList();

    private Revisions() {}

    /** Returns all supported revisions, newest first. */
    public static List<String> supported() {
        return SUPPORTED;
    }

    /**
     * Returns the value of the version header without surrounding white space. Several lines are joined by commas; the
     * joined value equals no revision.
     */
    public static Optional<String> requested(Exchange exchange) {
        List<String> lines = exchange.headers(VERSION_HEADER);
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of((lines.size() == 1 ? lines.get(0) : String.join(",", lines)).strip());
    }
}
