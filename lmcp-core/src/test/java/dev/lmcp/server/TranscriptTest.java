package dev.lmcp.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Plays each transcript once for every revision that it is about. */
class TranscriptTest {

    private static final Path FILES = Path.of("src/test/transcripts");

    @TestFactory
    Stream<DynamicTest> playsTheModernTranscripts() {
        return tests("modern", List.of(WireForm.V_2026_07_28));
    }

    @TestFactory
    Stream<DynamicTest> playsTheLegacyTranscripts() {
        return tests("legacy", List.of(WireForm.V_2025_03_26, WireForm.V_2025_06_18, WireForm.V_2025_11_25));
    }

    @TestFactory
    Stream<DynamicTest> playsTheTranscriptsOfBothEras() {
        return tests("both", List.of(WireForm.V_2025_06_18, WireForm.V_2025_11_25, WireForm.V_2026_07_28));
    }

    @TestFactory
    Stream<DynamicTest> playsTheTranscriptsOfSingleRevisions() {
        return Stream.of(WireForm.values()).flatMap(form -> tests(form.revision(), List.of(form)));
    }

    private static Stream<DynamicTest> tests(String folder, List<WireForm> forms) {
        if (!Files.isDirectory(FILES.resolve(folder))) {
            return Stream.empty();
        }
        List<Transcript> transcripts = transcripts(folder);
        assertThat(transcripts).as(folder).isNotEmpty();
        return transcripts.stream()
                .flatMap(transcript -> forms.stream()
                        .map(form -> DynamicTest.dynamicTest(
                                transcript.name() + " (" + form.revision() + ")", () -> play(transcript, form))));
    }

    private static List<Transcript> transcripts(String folder) {
        try (Stream<Path> files = Files.list(FILES.resolve(folder))) {
            return files.sorted().map(Transcript::read).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void play(Transcript transcript, WireForm form) throws Exception {
        try (TestServer server = new TestServer(transcript.settings());
                TranscriptRun run = new TranscriptRun(server, form)) {
            run.play(transcript);
        }
    }
}
