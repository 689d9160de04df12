package dev.lmcp.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A file with requests and the expected responses: a sentence about its purpose, then steps.
 *
 * <p>A step begins with its own line. Lines with header fields may follow, then an empty line and a body:
 *
 * <pre>
 * &gt;&gt; POST /mcp [as LABEL]       a request, without the fields that every client sends
 * &gt;&gt; call ID METHOD [as LABEL]  a request in the form of the era, its params as the body; ID {@code -} for none
 * &lt;&lt; 200 [of LABEL]             the response: its status, fields, body or first events
 * &lt;&lt; result [of LABEL]          the response, with this result in the form of the era
 * &lt;&lt; more [of LABEL]            the next events of a stream
 * &lt;&lt; end [of LABEL]             the stream has ended
 * &#64; VERB …                     an action that is not a request
 * </pre>
 *
 * @param name the file's name
 * @param purpose what it tests
 * @param settings the configuration of the server, from lines that begin with {@code # config:}
 * @param steps the steps, in order
 */
record Transcript(String name, String purpose, Map<String, String> settings, List<Step> steps) {

    private static final String CONFIG = "# config:";

    /**
     * One step.
     *
     * @param line the number of its line
     * @param kind {@code >>}, {@code <<} or {@code @}
     * @param words the rest of its line
     * @param fields header fields, by name; an empty value removes or forbids a field
     * @param body the body, possibly empty
     */
    record Step(int line, String kind, List<String> words, Map<String, String> fields, String body) {

        /** Returns the word after {@code as} or {@code of}, or an empty text. */
        String label() {
            int size = words.size();
            boolean named = size > 2 && List.of("as", "of").contains(words.get(size - 2));
            return named ? words.get(size - 1) : "";
        }
    }

    static Transcript read(Path file) {
        try {
            return parse(file.getFileName().toString(), Files.readAllLines(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Transcript parse(String name, List<String> lines) {
        List<String> purpose = new ArrayList<>();
        List<Step> steps = new ArrayList<>();
        int at = 0;
        Map<String, String> settings = new LinkedHashMap<>();
        while (at < lines.size() && !isStep(lines.get(at))) {
            String line = lines.get(at++);
            if (line.startsWith(CONFIG)) {
                String[] setting = line.substring(CONFIG.length()).split("=", 2);
                settings.put(setting[0].strip(), setting[1].strip());
            } else {
                purpose.add(line.replaceFirst("^#\\s*", ""));
            }
        }
        while (at < lines.size()) {
            int start = at++;
            Map<String, String> fields = new LinkedHashMap<>();
            while (at < lines.size() && !isStep(lines.get(at)) && !lines.get(at).isEmpty()) {
                String[] field = lines.get(at++).split(":", 2);
                fields.put(field[0].trim(), field.length < 2 ? "" : field[1].trim());
            }
            List<String> body = new ArrayList<>();
            while (at < lines.size() && !isStep(lines.get(at))) {
                body.add(lines.get(at++));
            }
            String[] words = lines.get(start).split(" +");
            steps.add(new Step(
                    start + 1,
                    words[0],
                    List.of(words).subList(1, words.length),
                    fields,
                    String.join("\n", body).strip()));
        }
        String sentence = String.join(" ", purpose).strip();
        if (sentence.isEmpty() || steps.isEmpty()) {
            throw new IllegalArgumentException(name + " says nothing; expected what it pins, then steps");
        }
        return new Transcript(name, sentence, settings, List.copyOf(steps));
    }

    private static boolean isStep(String line) {
        return line.startsWith(">> ") || line.startsWith("<< ") || line.startsWith("@ ");
    }
}
