package dev.lmcp.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A file with the definitions that clients saw when somebody last looked at them. A test compares it with those of today,
 * so that no name, description or schema changes unnoticed.
 *
 * <p>{@code mvn test -Dlmcp.golden=write} writes the file, and the test passes. Look at the difference, and commit the file.
 */
public final class GoldenFile {

    private static final String PROPERTY = "lmcp.golden";
    private static final String WRITE = "write";

    private final Path file;

    private GoldenFile(Path file) {
        this.file = file;
    }

    /**
     * Returns a golden file.
     *
     * @param file a path from the folder of the build's module, as in {@code src/test/resources/tools.json}
     */
    public static GoldenFile at(String file) {
        return new GoldenFile(Path.of(Objects.requireNonNull(file, "file")));
    }

    /** Returns a golden file at this path. */
    public static GoldenFile at(Path file) {
        return new GoldenFile(Objects.requireNonNull(file, "file"));
    }

    /**
     * Compares definitions with the file, or writes the file if the system property {@code lmcp.golden} is {@code write}.
     *
     * @param definitions as in {@code client.tools()}
     * @throws AssertionError if they differ, with each place and what to do
     */
    public void check(List<Definition> definitions) {
        ObjectNode found = Answer.object();
        definitions.forEach(definition -> found.set(definition.uri().orElse(definition.name()), definition.json()));
        String property = System.getProperty(PROPERTY, "");
        if (property.equals(WRITE)) {
            write(found);
            return;
        }
        if (!property.isEmpty()) {
            throw new IllegalArgumentException("the system property " + PROPERTY + " is '" + property + "'; expected '"
                    + WRITE + "', or no such property");
        }
        List<String> differences = JsonDifference.between(found, read());
        if (!differences.isEmpty()) {
            throw new AssertionError("the definitions differ from the golden file '" + file + "' in "
                    + differences.size() + (differences.size() == 1 ? " place" : " places") + ":\n  "
                    + String.join("\n  ", differences) + "\nIf this is meant, run the test with -D" + PROPERTY + '='
                    + WRITE + " and commit the file; otherwise correct the tool");
        }
    }

    private JsonNode read() {
        if (!Files.exists(file)) {
            throw new AssertionError("the golden file '" + file + "' does not exist; expected one: run the test with -D"
                    + PROPERTY + '=' + WRITE + " and commit the file");
        }
        try {
            return JsonMapper.shared().readTree(Files.readString(file));
        } catch (JacksonException e) {
            throw new AssertionError(
                    "the golden file '" + file + "' is no JSON (" + e.getOriginalMessage()
                            + "); expected the file as it was written: restore it, or run the test with -D" + PROPERTY
                            + '=' + WRITE,
                    e);
        } catch (IOException e) {
            throw new UncheckedIOException("the golden file '" + file + "' cannot be read", e);
        }
    }

    private void write(ObjectNode found) {
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Files.writeString(
                    file, JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(found) + '\n');
        } catch (IOException e) {
            throw new UncheckedIOException("the golden file '" + file + "' cannot be written", e);
        }
    }
}
