package dev.lmcp;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A place that the client has opened to the server: MCP's {@code Root} (2026-07-28, client/roots). Immutable. */
public final class Root extends Value {

    private final String uri;
    private final @Nullable String name;

    private Root(String uri, @Nullable String name) {
        this.uri = uri;
        this.name = name;
    }

    /** Returns a root without a name. */
    public static Root at(String uri) {
        return new Root(Objects.requireNonNull(uri, "uri"), null);
    }

    /** Returns this root with a name for people. */
    public Root withName(String value) {
        return new Root(uri, Objects.requireNonNull(value, "value"));
    }

    /** Returns the URI as the client sent it, by the specification a {@code file:} URI. */
    public String uri() {
        return uri;
    }

    /** Returns the name for people. */
    public Optional<String> name() {
        return Optional.ofNullable(name);
    }

    @Override
    List<?> parts() {
        return List.of(uri, name());
    }
}
