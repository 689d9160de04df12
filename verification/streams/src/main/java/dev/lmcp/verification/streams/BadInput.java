package dev.lmcp.verification.streams;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Predicate;

/** Sends what is wrong, and looks at each answer: as documented, without the server's insides, the session alive. */
final class BadInput {

    private final Checks checks;
    private final Client client;
    private final String session;

    private BadInput(Checks checks, Client client) throws IOException {
        this.checks = checks;
        this.client = client;
        this.session = client.session(Client.NEWEST);
    }

    static void run(Checks checks, Path logs) throws IOException {
        checks.part(
                "bad input; each answer: as documented, no 5xx, nothing of the server's insides, the session lives");
        try (ServerProcess server =
                ServerProcess.start(logs, "bad-input", "-Xmx512m", "lmcp.allowed-hosts=127.0.0.1")) {
            BadInput input = new BadInput(checks, new Client(server.port()));
            new BadRequests(input, input.client, input.session).run();
            new BadMessages(input, input.client, input.session).run();
            new OddValues(input, input.client, input.session).run();
            checks.that("the server lives", server.isAlive() && input.client.isAlive(input.session), "ping");
        }
    }

    /** Expects one of these statuses; 0 is a connection that ends without an answer. */
    void expect(String name, Request request, int... statuses) throws IOException {
        expect(name, request, reply -> Arrays.stream(statuses).anyMatch(status -> status == reply.status()));
    }

    /** Expects a status and a JSON-RPC error code. */
    void error(String name, Request request, int status, int code) throws IOException {
        expect(name, request, reply -> reply.status() == status && reply.code() == code);
    }

    /** Expects a result that tells the model of an error. */
    void toolError(String name, Request request) throws IOException {
        expect(name, request, reply -> reply.status() == 200 && reply.isToolError());
    }

    /** Expects an answer like that. */
    void expect(String name, Request request, Predicate<Reply> documented) throws IOException {
        Reply reply = send(request.bytes(), request.verb().equals("HEAD"));
        row(name, documented.test(reply), reply, reply.brief());
    }

    /** Expects one of these statuses for bytes that are hardly a request. */
    void raw(String name, String bytes, int... statuses) throws IOException {
        Reply reply = send(bytes.getBytes(StandardCharsets.ISO_8859_1), false);
        row(name, Arrays.stream(statuses).anyMatch(status -> status == reply.status()), reply, reply.brief());
    }

    /** Expects a challenge. */
    void challenged(String name, Request request) throws IOException {
        Reply reply = send(request.bytes(), false);
        String challenge = reply.field("www-authenticate").orElse("none");
        row(name, challenge.startsWith("Bearer"), reply, challenge);
    }

    private Reply send(byte[] bytes, boolean headOnly) throws IOException {
        try (Wire wire = client.open()) {
            try {
                wire.send(bytes);
            } catch (IOException e) {
                // It may have answered and closed before it had all of it.
            }
            return headOnly ? wire.head() : wire.reply();
        } catch (SocketTimeoutException e) {
            return new Reply(-1, java.util.Map.of(), "no answer");
        } catch (IOException e) {
            return Reply.NONE;
        }
    }

    /** Adds a row. It passes only if nothing leaked, nothing broke and the session still works. */
    void row(String name, boolean documented, Reply reply, String measured) throws IOException {
        boolean broken = reply.status() < 0 || reply.status() == 500 || reply.status() == 503;
        boolean alive = client.isAlive(session);
        String more = (broken ? ", broken" : "")
                + reply.leak().map(leak -> ", shows '" + leak + "'").orElse("")
                + (alive ? "" : ", session gone")
                + (documented ? "" : ", not as documented: " + reply.body());
        checks.that(name, documented && !broken && reply.leak().isEmpty() && alive, measured + more);
    }
}
