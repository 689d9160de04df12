package dev.lmcp.auth.oauth.jose;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The folder with the test vectors of the Wycheproof project, which are not part of lmcp.
 *
 * <p>{@code -Dlmcp.vectors} or {@code WYCHEPROOF_VECTORS} names the folder. Then each file must be there. Otherwise the
 * folder is {@code .vectors} at the root of the checkout, and a missing file has no tests. The end of the test run leaves
 * a file that tells how many files and vectors were not run; the build prints it.
 */
final class WycheproofVectors implements AutoCloseable {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path NOT_RUN = Path.of("target", "not-run.txt");

    private final Optional<Path> required;
    private final Map<String, Integer> skipped = Collections.synchronizedMap(new TreeMap<>());

    private WycheproofVectors(Optional<Path> required) {
        this.required = required;
    }

    /** A vector and its group, which has the key. */
    record Vector(int id, String label, JsonNode group, JsonNode test) {

        boolean labelledValid() {
            return test.get("result").stringValue().equals("valid");
        }
    }

    /** The check of one vector. */
    interface Check {
        void run(Vector vector);
    }

    /** Gives all tests of a run the same instance, and closes it at the end of the run. */
    static final class Resolver implements ParameterResolver {

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == WycheproofVectors.class;
        }

        @Override
        public WycheproofVectors resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(ExtensionContext.Namespace.create(WycheproofVectors.class))
                    .getOrComputeIfAbsent(
                            WycheproofVectors.class,
                            type -> new WycheproofVectors(Optional.ofNullable(System.getProperty("lmcp.vectors"))
                                    .or(() -> Optional.ofNullable(System.getenv("WYCHEPROOF_VECTORS")))
                                    .map(Path::of)),
                            WycheproofVectors.class);
        }
    }

    /**
     * The tests of a file, or none if the file is missing.
     *
     * @param count the number of vectors in the file; another edition of the file has another number
     */
    DynamicNode tests(String name, int count, Function<List<Vector>, Stream<DynamicTest>> tests) {
        Path file = required.orElse(ROOT.resolve(".vectors")).resolve(name);
        if (Files.isRegularFile(file)) {
            return DynamicContainer.dynamicContainer(name, tests.apply(read(file, count)));
        }
        if (required.isPresent()) {
            return DynamicTest.dynamicTest(name, () -> {
                throw new AssertionError("'" + file.toAbsolutePath() + "' does not exist; expected each file of"
                        + " verification/vectors.sha256 in the folder that lmcp.vectors or WYCHEPROOF_VECTORS names");
            });
        }
        skipped.put(name, count);
        return DynamicContainer.dynamicContainer(name, Stream.empty());
    }

    /** One test for each vector. */
    static Stream<DynamicTest> each(List<Vector> vectors, Check check) {
        return vectors.stream().map(vector -> DynamicTest.dynamicTest(vector.label(), () -> check.run(vector)));
    }

    private static List<Vector> read(Path file, int count) {
        JsonNode document;
        try {
            document = JsonMapper.shared().readTree(Files.readAllBytes(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        List<Vector> vectors = new ArrayList<>();
        for (JsonNode group : document.get("testGroups")) {
            for (JsonNode test : group.get("tests")) {
                int id = test.get("tcId").intValue();
                vectors.add(new Vector(id, id + ":" + test.get("comment").stringValue(), group, test));
            }
        }
        assertThat(document.get("numberOfTests").intValue()).as(file.toString()).isEqualTo(count);
        assertThat(vectors).as(file.toString()).hasSize(count);
        return vectors;
    }

    /** Leaves one line at the end of the run if files were missing. */
    @Override
    public void close() throws IOException {
        Files.deleteIfExists(NOT_RUN);
        if (!skipped.isEmpty()) {
            int vectors = skipped.values().stream().mapToInt(Integer::intValue).sum();
            Files.writeString(NOT_RUN, notRun(skipped.size(), vectors));
        }
    }

    private static String notRun(int files, int vectors) throws IOException {
        // The first line: '# REPOSITORY COMMIT FOLDER'.
        String[] source = Files.readAllLines(ROOT.resolve("verification/vectors.sha256"))
                .get(0)
                .split(" ", -1);
        return "NOT RUN: " + vectors + " Wycheproof vectors in " + files + " file(s), because '"
                + ROOT.resolve(".vectors")
                + "' does not have them; run verification/vectors, or set -Dlmcp.vectors to a folder with the files of"
                + " verification/vectors.sha256 (" + source[1] + ", commit " + source[2] + ", folder " + source[3]
                + ")";
    }
}
