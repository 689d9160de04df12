package dev.lmcp;

import java.util.List;

/** The question for the client's roots, made by {@link InputRequest#roots} (MCP 2026-07-28, client/roots). Immutable. */
public final class ListRoots extends Value implements InputRequest<List<Root>> {

    ListRoots() {}

    @Override
    List<?> parts() {
        return List.of();
    }
}
