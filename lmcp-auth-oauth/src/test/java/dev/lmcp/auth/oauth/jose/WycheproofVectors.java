package dev.lmcp.auth.oauth.jose;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.opentest4j.TestAbortedException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One file of the Wycheproof project's test vectors, which are not part of lmcp: they are looked for where
 * {@code -Dlmcp.vectors} says, or beside the project.
 */
final class WycheproofFile {

    private final String name;
    private final JsonNode document;

    private WycheproofFile(String name, JsonNode document) {
        this.name = name;
        this.document = document;
    }

    /** A vector with the group it stands in, which holds the key. */
    record Vector(int id, String label, JsonNode group, JsonNode test) {

        boolean labelledValid() {
            return test.get("result").stringValue().equals("valid");
        }
    }

    /** What decides about one vector. */
    interface Check {
        void run(Vector vector);
    }

    /** Opens the file, or aborts the test so that the report shows it as skipped and says why. */
    static WycheproofFile open(String name) {
        Path file = directory().resolve(name);
        if (!Files.isRegularFile(file)) {
            String message = "no Wycheproof vectors: '" + file.toAbsolutePath().normalize()
                    + "' does not exist; name their directory with -Dlmcp.vectors";
            System.getLogger("dev.lmcp.auth").log(System.Logger.Level.WARNING, "SKIPPED: " + message);
            throw new TestAbortedException(message);
        }
        try {
            return new WycheproofFile(name, JsonMapper.shared().readTree(Files.readAllBytes(file)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Path directory() {
        return Optional.ofNullable(System.getProperty("lmcp.vectors"))
                .map(Path::of)
                .orElse(Path.of("..", "..", "shared", "vectors", "wycheproof"));
    }

    /** All vectors; a truncated copy of the file, or another edition of it, fails here. */
    List<Vector> vectors(int expected) {
        List<Vector> vectors = new ArrayList<>();
        for (JsonNode group : document.get("testGroups")) {
            for (JsonNode test : group.get("tests")) {
                int id = test.get("tcId").intValue();
                vectors.add(new Vector(id, id + ":" + test.get("comment").stringValue(), group, test));
            }
        }
        assertThat(document.get("numberOfTests").intValue()).as(name).isEqualTo(expected);
        assertThat(vectors).as(name).hasSize(expected);
        return vectors;
    }

    /** One test for each vector, named after the file and the vector. */
    Stream<DynamicTest> tests(int expected, Check check) {
        return vectors(expected).stream()
                .map(vector -> DynamicTest.dynamicTest(name + " " + vector.label(), () -> check.run(vector)));
    }
}
