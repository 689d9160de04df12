package dev.lmcp.testkit;

import dev.lmcp.jsonrpc.Message;
import dev.lmcp.jsonrpc.MessageCodec;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Reads the messages of a response, be it one JSON body or a stream of events. */
final class EventReader {

    private static final String DATA = "data:";

    private final Wire.Response response;
    private final MessageCodec codec;
    private final BufferedReader lines;
    private boolean isRead;

    EventReader(Wire.Response response, MessageCodec codec) {
        this.response = response;
        this.codec = codec;
        this.lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
    }

    /** Waits for the first line of a stream, which is no data: a comment, or the type or id of an event. */
    void awaitFirstLine() throws IOException {
        lines.readLine();
    }

    /** Returns the next message; empty at the end. */
    Optional<Message> next() throws IOException {
        if (response.isStream()) {
            return nextEvent();
        }
        if (isRead) {
            return Optional.empty();
        }
        isRead = true;
        byte[] body = response.body().readAllBytes();
        return body.length == 0 ? Optional.empty() : Optional.of(codec.read(codec.readTree(body)));
    }

    /** A server writes the data of an event in one line. An event without data has no message. */
    private Optional<Message> nextEvent() throws IOException {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String data = line.startsWith(DATA) ? line.substring(DATA.length()).strip() : "";
            if (!data.isEmpty()) {
                return Optional.of(codec.read(codec.readTree(data.getBytes(StandardCharsets.UTF_8))));
            }
        }
        return Optional.empty();
    }
}
