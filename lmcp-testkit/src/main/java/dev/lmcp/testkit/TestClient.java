package dev.lmcp.testkit;

import dev.lmcp.Principal;
import dev.lmcp.jsonrpc.RpcException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A client of a {@link TestServer}, of one era and over one connection.
 *
 * <p>A new client is anonymous, has every scope and answers no question. {@link #as}, {@link #onForm} and the others of
 * their kind return another client and leave this one as it was. A client declares only the capabilities that it has, so a
 * tool that asks for more fails as it would for users. Safe for concurrent use.
 *
 * <p>If the server answers with an error, methods throw {@link RpcException}. If it refuses a request by an HTTP status, as
 * for a missing scope, they throw {@link RefusedException}. A tool that fails is a result: {@link ToolReply#error}.
 */
public final class TestClient implements AutoCloseable {

    private final TestServer server;
    private final Era era;
    private final Connection connection;
    private final Profile profile;
    private final ClientSession session;

    TestClient(TestServer server, Era era, Connection connection, Profile profile) {
        this.server = server;
        this.era = era;
        this.connection = connection;
        this.profile = profile;
        this.session = server.session(era, connection, profile, this::lookUp);
    }

    private TestClient with(Profile changed) {
        return new TestClient(server, era, connection, changed);
    }

    /** Returns this client for another caller, as in {@code Principal.named("ada").withScopes(Scopes.of(…))}. */
    public TestClient as(Principal caller) {
        return with(profile.withCaller(Objects.requireNonNull(caller, "caller")));
    }

    /** Returns this client, which answers forms. */
    public TestClient onForm(Function<FormQuestion, Answer> answer) {
        return with(profile.withForm(Objects.requireNonNull(answer, "answer")));
    }

    /** Returns this client, which answers questions to visit a page. */
    public TestClient onUrl(Function<UrlQuestion, Answer> answer) {
        return with(profile.withUrl(Objects.requireNonNull(answer, "answer")));
    }

    /** Returns this client, which answers questions for the language model. */
    public TestClient onModel(Function<ModelQuestion, Answer> answer) {
        return with(profile.withModel(Objects.requireNonNull(answer, "answer")));
    }

    /** Returns this client, which opens these URIs to the server. */
    public TestClient withRoots(String... uris) {
        return with(profile.withRoots(List.of(uris)));
    }

    /** Returns this client, which follows tasks: {@link #call} then returns the result of the task. */
    public TestClient withTasks() {
        return with(profile.withTasks());
    }

    /** Returns the era of this client. */
    public Era era() {
        return era;
    }

    /** Calls a tool without arguments, and waits for its result. */
    public ToolReply call(String tool) {
        return call(tool, Map.of());
    }

    /**
     * Calls a tool and waits for its result.
     *
     * @param arguments the arguments by name in a map, a record that has them, or a JSON object
     */
    public ToolReply call(String tool, Object arguments) {
        return call(params(tool, arguments), server.newTransfer());
    }

    /** Calls a tool on another thread, so that the test can listen to it, cancel it, or go away. */
    public PendingCall begin(String tool, Object arguments) {
        ObjectNode params = params(tool, arguments);
        Transfer transfer = server.newTransfer();
        return new PendingCall(session, transfer, server.submit(() -> call(params, transfer)));
    }

    private ToolReply call(ObjectNode params, Transfer transfer) {
        ObjectNode result = session.request("tools/call", params, transfer);
        return new ToolReply(
                params.path("name").stringValue(""), result, transfer.heard(), server.takeFailure(transfer));
    }

    private static ObjectNode params(String tool, Object arguments) {
        Objects.requireNonNull(tool, "tool");
        return Answer.object().put("name", tool).set("arguments", Arguments.of(arguments));
    }

    /** Returns the tools that this caller sees, of all pages. */
    public List<Definition> tools() {
        return list("tools/list", "tools");
    }

    /** Returns the tool of this name. */
    public Definition tool(String name) {
        return find(name)
                .orElseThrow(() -> new AssertionError("tool '" + name + "' is not listed; found "
                        + tools().stream().map(Definition::name).toList()
                        + ", expected it: is it registered, and does the caller hold its scopes?"));
    }

    /** Looks a tool up as clients do that mirror arguments; a caller who may not list tools mirrors none. */
    private Optional<Definition> lookUp(String tool) {
        try {
            return find(tool);
        } catch (RpcException | RefusedException e) {
            return Optional.empty();
        }
    }

    private Optional<Definition> find(String tool) {
        return tools().stream()
                .filter(definition -> definition.name().equals(tool))
                .findFirst();
    }

    /** Returns the resources that this caller sees, of all pages. */
    public List<Definition> resources() {
        return list("resources/list", "resources");
    }

    /** Returns the resource templates that this caller sees, of all pages. */
    public List<Definition> templates() {
        return list("resources/templates/list", "resourceTemplates");
    }

    /** Returns the prompts that this caller sees, of all pages. */
    public List<Definition> prompts() {
        return list("prompts/list", "prompts");
    }

    private List<Definition> list(String method, String member) {
        List<Definition> all = new ArrayList<>();
        ObjectNode params = Answer.object();
        while (true) {
            ObjectNode page = request(method, params);
            for (JsonNode item : page.path(member)) {
                all.add(new Definition((ObjectNode) item));
            }
            if (!page.path("nextCursor").isString()) {
                return List.copyOf(all);
            }
            params.set("cursor", page.path("nextCursor"));
        }
    }

    /** Reads a resource. */
    public ResourceReply readResource(String uri) {
        return new ResourceReply(request("resources/read", Answer.object().put("uri", uri)));
    }

    /** Fills in a prompt. */
    public PromptReply getPrompt(String name, Map<String, String> arguments) {
        return new PromptReply(
                request("prompts/get", Answer.object().put("name", name).set("arguments", Arguments.of(arguments))));
    }

    /** Returns the values proposed for an argument of a prompt, after {@code typed} was typed. */
    public List<String> completePrompt(String prompt, String argument, String typed) {
        ObjectNode ref = Answer.object().put("type", "ref/prompt").put("name", prompt);
        return complete(ref, argument, typed, Map.of());
    }

    /** Returns the values proposed for a variable of a resource template, after {@code typed} was typed. */
    public List<String> completeTemplate(String uriTemplate, String variable, String typed) {
        ObjectNode ref = Answer.object().put("type", "ref/resource").put("uri", uriTemplate);
        return complete(ref, variable, typed, Map.of());
    }

    /**
     * Returns the values proposed for an argument or variable.
     *
     * @param ref the prompt or template, as in {@code {"type": "ref/prompt", "name": "greet"}}
     * @param chosen the other arguments that have been chosen
     */
    public List<String> complete(ObjectNode ref, String argument, String typed, Map<String, String> chosen) {
        ObjectNode params = Answer.object();
        params.set("ref", ref);
        params.putObject("argument").put("name", argument).put("value", typed);
        if (!chosen.isEmpty()) {
            params.putObject("context").set("arguments", Arguments.of(chosen));
        }
        List<String> values = new ArrayList<>();
        for (JsonNode value :
                request("completion/complete", params).path("completion").path("values")) {
            values.add(value.stringValue());
        }
        return List.copyOf(values);
    }

    /**
     * Opens a stream of changes: of the lists of tools, resources and prompts, and of the contents of these resources. What
     * changes after the return is heard.
     */
    public Changes listen(String... uris) {
        return session.listen(List.of(uris));
    }

    /**
     * Sends any request and returns its result.
     *
     * @param method as in {@code tools/list}
     * @param params the parameters; the client adds what its era demands
     */
    public ObjectNode request(String method, ObjectNode params) {
        return session.request(method, Objects.requireNonNull(params, "params"), server.newTransfer());
    }

    /** Ends the session of a client of the legacy era. The server does this for all clients when it is closed. */
    @Override
    public void close() {
        session.close();
    }

    @Override
    public String toString() {
        return "test client, " + era + ", " + connection;
    }
}
