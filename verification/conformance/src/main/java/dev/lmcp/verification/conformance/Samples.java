package dev.lmcp.verification.conformance;

import dev.lmcp.Content;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Base64;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The smallest picture and sound there are, and the schemas that stand in files of their own. */
final class Samples {

    private static final byte[] PNG = Base64.getDecoder()
            .decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg==");
    private static final byte[] WAV =
            Base64.getDecoder().decode("UklGRiYAAABXQVZFZm10IBAAAAABAAEAQB8AAAB9AAACABAAZGF0YQIAAAAAAA==");

    private Samples() {}

    static byte[] png() {
        return PNG.clone();
    }

    static Content picture() {
        return Content.image(png(), "image/png");
    }

    static Content sound() {
        return Content.audio(WAV.clone(), "audio/wav");
    }

    /** Reads the schema of this name. */
    static ObjectNode schema(String name) {
        try (InputStream in = Samples.class.getResourceAsStream(name + ".json")) {
            if (in == null) {
                throw new IllegalArgumentException(
                        "no schema '" + name + "' is there; expected a file beside this class");
            }
            return (ObjectNode) JsonMapper.shared().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
