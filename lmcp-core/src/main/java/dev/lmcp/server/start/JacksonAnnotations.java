package dev.lmcp.server.start;

import dev.lmcp.config.StartupException;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Checks the version of the annotations that Jackson 3 shares with Jackson 2. A platform that manages the versions of
 * Jackson 2 brings an older version. Without this check, the error of Java names only a class.
 */
final class JacksonAnnotations {

    private static final String PACKAGE = "com.fasterxml.jackson.annotation.";

    private JacksonAnnotations() {}

    /**
     * Refuses annotations that Jackson 3 cannot use.
     *
     * @throws StartupException if they are missing or too old
     */
    static void require() {
        require(JsonNode.class.getClassLoader());
    }

    /** Checks the annotations that this class loader finds. */
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
