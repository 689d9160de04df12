package dev.lmcp.verification.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** All servers that are measured beside one another, each in its process, all of them up, one at a time under load. */
final class Field implements AutoCloseable {

    static final String CONSTANT = "a servlet that answers a constant (a)";
    static final String BY_HAND = "a servlet written by hand with Jackson (b)";
    static final String OPEN = "**lmcp**, modern, no authentication";
    static final String HTTP = "**lmcp**, modern, no authentication, HTTP transport";
    static final String DIRECT = "**lmcp**, modern, no authentication, HTTP transport, `echo` never blocks";
    static final String HTTP_BEARER = "**lmcp**, modern, shared token, HTTP transport";
    static final String HTTP_OAUTH = "**lmcp**, modern, OAuth, token seen before, HTTP transport";
    static final String OAUTH = "**lmcp**, modern, OAuth, token seen before";
    static final String LEGACY = "**lmcp**, legacy session";

    static final String QUARKUS = "Quarkus MCP 1.13, worker, in a session";
    static final String QUARKUS_LOOP = "Quarkus MCP 1.13, event loop, in a session";

    static final Map<String, String> NO_AUTHENTICATION = Map.of("lmcp.auth", "none");

    private final List<Contender> contenders = new ArrayList<>();

    /**
     * Starts them all.
     *
     * @param peers the folder with the servers of other frameworks
     * @param node the command that starts the server of the TypeScript SDK, or nothing
     */
    static Field start(Path logs, Path peers, List<String> node)
            throws IOException, InterruptedException, GeneralSecurityException {
        Field field = new Field();
        HttpCall modern = Calls.modern("echo", Calls.TEXT);
        field.add(CONSTANT, ServerProcess.java(logs, "constant", Map.of()), modern);
        field.add(BY_HAND, ServerProcess.java(logs, "hand-written", Map.of()), modern);
        field.add(OPEN, ServerProcess.java(logs, "lmcp", NO_AUTHENTICATION), modern);
        field.add(HTTP, ServerProcess.java(logs, "lmcp-http", NO_AUTHENTICATION), modern);
        field.add(DIRECT, ServerProcess.java(logs, "lmcp-http-direct", NO_AUTHENTICATION), modern);
        field.add(
                HTTP_BEARER,
                ServerProcess.java(logs, "lmcp-http", Tokens.BEARER),
                modern.with("Authorization", "Bearer " + Tokens.SHARED));
        Tokens tokens = new Tokens();
        field.add(
                HTTP_OAUTH,
                ServerProcess.java(logs, "lmcp-http", tokens.settings(logs.resolve("jwks.json"))),
                modern.with("Authorization", "Bearer " + tokens.token()));
        field.add(
                OAUTH,
                ServerProcess.java(logs, "lmcp", tokens.settings(logs.resolve("jwks.json"))),
                modern.with("Authorization", "Bearer " + tokens.token()));
        field.contenders.add(Contender.inSession(LEGACY, ServerProcess.java(logs, "lmcp", NO_AUTHENTICATION)));
        field.contenders.add(
                Contender.inSession("official Java SDK, in a session", ServerProcess.java(logs, "sdk", Map.of())));
        field.addQuarkus(QUARKUS, "/mcp", peers, logs);
        field.addQuarkus(QUARKUS_LOOP, "/event-loop/mcp", peers, logs);
        if (!node.isEmpty()) {
            field.add("official TypeScript SDK", ServerProcess.start(logs.resolve("node.log"), node), modern);
        }
        return field;
    }

    /** It wants a Redis to be named, which {@code echo} does not ask. */
    private void addQuarkus(String name, String path, Path peers, Path logs) throws IOException, InterruptedException {
        int port = ServerProcess.freePort();
        Map<String, String> environment =
                Map.of("PORT", "" + port, "REDIS_URL", "redis://127.0.0.1:1", "API_SERVICE_URL", "http://127.0.0.1:1");
        contenders.add(Contender.inSession(
                name,
                ServerProcess.at(
                        Shops.url(port, path),
                        logs.resolve("quarkus.log"),
                        Shops.quarkus(peers, ServerProcess.FLAGS),
                        environment)));
    }

    private void add(String name, ServerProcess server, HttpCall call) throws IOException, InterruptedException {
        contenders.add(Contender.of(name, server, call));
    }

    List<Contender> contenders() {
        return contenders;
    }

    Contender named(String name) {
        return contenders.stream()
                .filter(contender -> contender.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        contenders.forEach(contender -> contender.server().close());
    }
}
