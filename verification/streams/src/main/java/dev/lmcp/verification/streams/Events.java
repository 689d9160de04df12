package dev.lmcp.verification.streams;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The server-sent events of one stream. */
final class Events {

    private final InputStream in;

    /** One event: its id and its data; each is empty if there is none. */
    record Event(String id, String data, Optional<Integer> retryMillis) {

        JsonNode json() {
            return Reply.JSON.readTree(data);
        }

        boolean isResponse() {
            return !data.isEmpty() && !json().has("method");
        }
    }

    Events(InputStream in) {
        this.in = in;
    }

    /** Waits for the next event; empty at the end of the stream. Comments are passed over. */
    Optional<Event> next() throws IOException {
        String id = "";
        StringBuilder data = new StringBuilder();
        Optional<Integer> retry = Optional.empty();
        boolean any = false;
        while (true) {
            int first = in.read();
            if (first < 0) {
                return Optional.empty();
            }
            String line = first == '\n' ? "" : (char) first + Wire.line(in);
            if (line.isEmpty() && any) {
                return Optional.of(new Event(id, data.toString(), retry));
            } else if (line.startsWith("id:")) {
                id = line.substring(3).strip();
            } else if (line.startsWith("data:")) {
                data.append(line.substring(5).strip());
            } else if (line.startsWith("retry:")) {
                retry = Optional.of(Integer.parseInt(line.substring(6).strip()));
            }
            any |= !line.isEmpty() && !line.startsWith(":");
        }
    }
}
