package dev.lmcp.server.base;

import dev.lmcp.text.NormalUri;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The resources that a client watches, found by any spelling of their URIs. Not safe for concurrent use. */
public final class WatchedUris {

    private final BoundedNames bounds;
    private final Map<String, String> asNamed = new HashMap<>();

    public WatchedUris(int max) {
        this.bounds = new BoundedNames(max);
    }

    /** Adds a URI; returns whether it is there, which it is not where it would be too much. */
    public boolean add(String uri) {
        boolean isThere = bounds.add(NormalUri.of(uri));
        if (isThere) {
            asNamed.putIfAbsent(NormalUri.of(uri), uri);
        }
        return isThere;
    }

    /** Returns these URIs, as far as the bound allows them. */
    public static WatchedUris of(List<String> uris, int max) {
        WatchedUris watched = new WatchedUris(max);
        uris.forEach(watched::add);
        return watched;
    }

    /** Returns all URIs as the client named them. */
    public List<String> all() {
        return List.copyOf(asNamed.values());
    }

    public void remove(String uri) {
        bounds.remove(NormalUri.of(uri));
        asNamed.remove(NormalUri.of(uri));
    }

    /** Returns the URI as the client named it, if it watches it. */
    public Optional<String> find(String uri) {
        return Optional.ofNullable(asNamed.get(NormalUri.of(uri)));
    }

    public boolean isEmpty() {
        return asNamed.isEmpty();
    }
}
