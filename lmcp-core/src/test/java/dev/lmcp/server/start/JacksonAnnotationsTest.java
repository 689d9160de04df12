package dev.lmcp.server.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lmcp.config.StartupException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class JacksonAnnotationsTest {

    private static final String REMEDY = "; expected 2.21 or newer, which Jackson 3 needs: set the version of"
            + " com.fasterxml.jackson.core:jackson-annotations in the build, since a platform such as Spring Boot 3"
            + " manages an older one";

    @TempDir
    private Path folder;

    @Test
    void areRecentEnoughHere() {
        assertThatCode(JacksonAnnotations::require).doesNotThrowAnyException();
    }

    @Test
    void areNamedWithTheirPlaceIfTheyAreTooOld() throws IOException, ClassNotFoundException {
        String name = "com/fasterxml/jackson/annotation/JsonProperty.class";
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Class<?> real =
                Class.forName("com.fasterxml.jackson.annotation.JsonProperty", false, JsonNode.class.getClassLoader());
        try (InputStream in = real.getResourceAsStream("JsonProperty.class")) {
            assertThat(in).isNotNull();
            Files.copy(in, file);
        }
        try (URLClassLoader old = new URLClassLoader(new URL[] {folder.toUri().toURL()}, null)) {
            assertThatThrownBy(() -> JacksonAnnotations.require(old))
                    .isInstanceOf(StartupException.class)
                    .hasMessageContaining("LMCP-214 jackson-annotations in " + folder + "/ is too old" + REMEDY);
        }
    }

    @Test
    void areMissedIfThereAreNone() throws IOException {
        try (URLClassLoader none = new URLClassLoader(new URL[0], null)) {
            assertThatThrownBy(() -> JacksonAnnotations.require(none))
                    .isInstanceOf(StartupException.class)
                    .hasMessageContaining("LMCP-214 jackson-annotations is not there" + REMEDY);
        }
    }
}
