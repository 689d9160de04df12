package dev.lmcp;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a client says of itself: MCP's {@code clientInfo} (2026-07-28, {@code Implementation}). It is for display and
 * logs, and never for decisions, as nobody vouches for it. Immutable.
 */
public final class ClientInfo extends Value {

    private final String name;
    private final String version;
    private final @Nullable String title;

    private ClientInfo(String name, String version, @Nullable String title) {
        this.name = name;
        this.version = version;
        this.title = title;
    }

    /** Returns the information of a client without a title. */
    public static ClientInfo of(String name, String version) {
        return new ClientInfo(Objects.requireNonNull(name, "name"), Objects.requireNonNull(version, "version"), null);
    }

    /** Returns this information with a name for people. */
    public ClientInfo withTitle(String value) {
        return new ClientInfo(name, version, Objects.requireNonNull(value, "value"));
    }

    /** Returns the program's name. */
    public String name() {
        return name;
    }

    /** Returns the program's version. */
    public String version() {
        return version;
    }

    /** Returns the program's name for people. */
    public Optional<String> title() {
        return Optional.ofNullable(title);
    }

    @Override
    List<?> parts() {
        return List.of(name, version, title());
    }
}
