package dev.lmcp.verification.bench;

import java.io.IOException;
import java.net.http.HttpResponse;

/**
 * A server under measurement, and the call that it is measured by.
 *
 * @param name what it is called in the tables
 * @param server its process
 * @param call the call of {@code echo}
 */
record Contender(String name, ServerProcess server, HttpCall call) {

    /** One that is called without a session. */
    static Contender of(String name, ServerProcess server, HttpCall call) throws IOException, InterruptedException {
        call.check(server.url(), Calls.TEXT);
        return new Contender(name, server, call);
    }

    /** One that is called within a session, which this opens. */
    static Contender inSession(String name, ServerProcess server) throws IOException, InterruptedException {
        HttpResponse<String> answer = Calls.initialize().send(server.url());
        String session = answer.headers()
                .firstValue("Mcp-Session-Id")
                .orElseThrow(() -> new IOException("no session was opened: " + answer.statusCode() + answer.body()));
        Calls.initialized().with("Mcp-Session-Id", session).send(server.url());
        return of(name, server, Calls.legacy("echo", Calls.TEXT).with("Mcp-Session-Id", session));
    }
}
