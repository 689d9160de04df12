package dev.lmcp.verification.streams;

import java.io.IOException;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/** Values that are right though odd, and must come back as they were sent, but for half a surrogate pair. */
final class OddValues {

    private final BadInput input;
    private final Client client;
    private final String session;

    OddValues(BadInput input, Client client, String session) {
        this.input = input;
        this.client = client;
        this.session = session;
    }

    void run() throws IOException {
        List<String> ids = List.of(
                "9007199254740993",
                "-9007199254740993",
                "99999999999999999999999999",
                "0",
                "-1",
                "\"\"",
                "\"1\"",
                "\"\\u0000\\u001f\\\"\\\\\"",
                "\"\\ud83d\\ude00 \\u2028 \\u00e9 e\\u0301\"");
        for (String id : ids) {
            JsonNode wanted = Reply.JSON.readTree(id);
            input.expect(
                    "id " + id + " comes back, legacy",
                    Client.legacy(session, id, "ping", "{}"),
                    reply -> reply.status() == 200 && reply.json().path("id").equals(wanted));
            input.expect(
                    "id " + id + " comes back, modern",
                    Client.modern(id, "tools/list", ""),
                    reply -> reply.status() == 200 && reply.json().path("id").equals(wanted));
            input.expect(
                    "progress token " + id + " comes back",
                    Client.legacy(
                            session,
                            "1",
                            "tools/call",
                            "{\"name\":\"progress\",\"arguments\":{},\"_meta\":{\"progressToken\":" + id + "}}"),
                    reply -> reply.body().contains("notifications/progress")
                            && firstEvent(reply)
                                    .path("params")
                                    .path("progressToken")
                                    .equals(wanted));
        }
        for (String text :
                List.of("\\ud83d", "\\ude00", "a\\ud83d\\u0000\\ude00z", "\\ud83d\\ude00", "\\u0000\\u2028\\u2029")) {
            JsonNode sent = Reply.JSON.readTree("\"" + text + "\"");
            JsonNode wanted = StringNode.valueOf(sent.stringValue().replaceAll("\\p{Cs}", "\uFFFD"));
            input.expect(
                    "text \"" + text + "\" comes back, with U+FFFD for half a surrogate pair",
                    Client.legacyTool(session, "1", "echo", "{\"text\":\"" + text + "\"}"),
                    reply -> reply.json()
                            .path("result")
                            .path("content")
                            .path(0)
                            .path("text")
                            .equals(wanted));
        }
        input.expect(
                "half a surrogate in an id",
                Client.legacy(session, "\"\\ud83d\"", "ping", "{}"),
                reply -> reply.status() == 400 && reply.code() == -32600);
        input.expect(
                "half a surrogate as a method",
                Client.legacy(session, "1", "\\ud83d", "{}"),
                reply -> reply.code() == -32601);
        input.expect(
                "half a surrogate as a key of arguments",
                Client.legacyTool(session, "1", "echo", "{\"text\":\"x\",\"\\ud83d\":1}"),
                reply -> reply.status() == 200 || reply.code() == -32700);
        input.expect(
                "half a surrogate as a tool's name",
                Client.legacyTool(session, "1", "\\ud83d", "{}"),
                reply -> reply.code() == -32602);
        input.expect(
                "half a surrogate as a client's name",
                Client.initialize(Client.NEWEST, "\\ud83d"),
                reply -> reply.status() == 200);
        subscriptions();
    }

    private static JsonNode firstEvent(Reply reply) {
        int start = reply.body().indexOf("data: {") + 6;
        return Reply.JSON.readTree(reply.body().substring(start, reply.body().indexOf('\n', start)));
    }

    /** What a client names is kept while it listens, so it is bounded, too. */
    private void subscriptions() throws IOException {
        String other = client.session(Client.NEWEST);
        long heap = client.heap();
        for (int i = 0; i < 20; i++) {
            String uri = i + "u".repeat(4_000_000);
            input.expect(
                    "subscribe to a resource by a name of 4 MB",
                    Client.legacy(other, "1", "resources/subscribe", "{\"uri\":\"" + uri + "\"}"),
                    reply -> reply.status() == 200 || reply.code() == -32602);
        }
        long more = client.heap() - heap;
        input.row(
                "and the names are not all kept",
                more < 8 * 1024 * 1024,
                Reply.NONE,
                Checks.mebibytes(more) + " more for 20 of them");
    }
}
