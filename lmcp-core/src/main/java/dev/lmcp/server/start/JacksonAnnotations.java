package dev.lmcp.server.start;

import dev.lmcp.config.StartupException;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Finds out whether the annotations that Jackson 3 shares with Jackson 2 are recent enough. Platforms that manage the
 * versions of Jackson 2 bring older ones, and all that Java says of it is the name of a class.
 */
final class JacksonAnnotations {

    private static final String PACKAGE = "com.fasterxml.jackson.annotation.";

    private JacksonAnnotations() {}

    /**
     * Does nothing if they can be used.
     *
     * @throws StartupException if they are missing or too old
     */
    static void require() {
        require(JsonNode.class.getClassLoader());
    }

    /** Judges those that this class loader finds. */
    static void require(ClassLoader loader) {
        // New in 2.21, and needed by Jackson 3.2 and later.
        if (find("JsonSerializeAs", loader).isPresent()) {
            return;
        }
        String found = find("JsonProperty", loader)
                .map(JarOrigin::of)
                .map(jar -> "jackson-annotations in " + jar.location() + " is too old")
                .orElse("jackson-annotations is not there");
        throw new StartupException(
                "LMCP-214",
                found + "; expected 2.21 or newer, which Jackson 3 needs: set the version of"
                        + " com.fasterxml.jackson.core:jackson-annotations in the build, since a platform such as"
                        + " Spring Boot 3 manages an older one");
    }

    private static Optional<Class<?>> find(String name, ClassLoader loader) {
        try {
            return Optional.of(Class.forName(PACKAGE + name, false, loader));
        } catch (ClassNotFoundException e) {
            return Optional.empty();
        }
    }
}
