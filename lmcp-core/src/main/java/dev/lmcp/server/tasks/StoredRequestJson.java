package dev.lmcp.server.tasks;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lmcp.Claims;
import dev.lmcp.ClientInfo;
import dev.lmcp.Principal;
import dev.lmcp.Scopes;
import dev.lmcp.jsonrpc.MessageCodec;
import dev.lmcp.server.auth.AuthenticatedCaller;
import dev.lmcp.server.auth.RequestDetails;
import dev.lmcp.server.base.Json;
import dev.lmcp.server.call.ClientCapabilities;
import dev.lmcp.server.call.Method;
import dev.lmcp.spi.Headers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes the requests of tasks as JSON, and reads them. Credentials are never part of it. */
final class StoredRequestJson {

    private final MessageCodec codec;
    private final Methods methods;

    /** Finds the methods that both eras share. */
    @FunctionalInterface
    interface Methods {
        Optional<Method> find(String name);
    }

    StoredRequestJson(MessageCodec codec, Methods methods) {
        this.codec = codec;
        this.methods = methods;
    }

    ObjectNode write(StoredRequest request) {
        ObjectNode json = Json.object().put("method", request.name()).put("params", text(request.params()));
        json.put("capabilities", text(request.capabilities().declared()));
        request.client()
                .ifPresent(client -> Json.putIfPresent(
                        json.putObject("client").put("name", client.name()).put("version", client.version()),
                        "title",
                        client.title()));
        json.set("caller", write(request.caller().principal()));
        RequestDetails details = request.caller().details();
        Json.putIfPresent(json, "address", details.remoteAddress());
        ArrayNode headers = json.putArray("headers");
        details.readable().forEach((name, value) -> headers.add(name).add(value));
        return json;
    }

    StoredRequest read(ObjectNode json) {
        String name = json.path("method").stringValue();
        AuthenticatedCaller caller = new AuthenticatedCaller(
                principal(json.path("caller")),
                () -> true,
                Optional.empty(),
                RequestDetails.of(Json.text(json, "address"), headers(json.path("headers"))));
        return new StoredRequest(
                name,
                object(json.path("params").stringValue()),
                caller,
                Json.object(json, "client").map(StoredRequestJson::client),
                new ClientCapabilities(object(json.path("capabilities").stringValue())),
                methods.find(name));
    }

    /** Writes issuer, subject and client. */
    ObjectNode identity(Principal principal) {
        ObjectNode json = Json.object().put("issuer", principal.issuer()).put("subject", principal.subject());
        Json.putIfPresent(json, "client", principal.client());
        return json;
    }

    private ObjectNode write(Principal principal) {
        ObjectNode json = identity(principal);
        if (principal.scopes() instanceof Scopes.Of some) {
            ArrayNode scopes = json.putArray("scopes");
            some.names().forEach(scopes::add);
        } else {
            json.put("scopes", "all");
        }
        principal.expires().ifPresent(end -> json.put("expires", end.toString()));
        ObjectNode claims = Json.object();
        principal
                .claims()
                .names()
                .forEach(name -> principal.claims().find(name).ifPresent(value -> claims.set(name, value)));
        if (!claims.isEmpty()) {
            json.put("claims", text(claims));
        }
        return json;
    }

    /** Reads a principal, or its identity. */
    Principal principal(JsonNode json) {
        Principal principal = Principal.of(
                json.path("issuer").stringValue(), json.path("subject").stringValue());
        Optional<String> client = Json.text(json, "client");
        if (client.isPresent()) {
            principal = principal.withClient(client.get());
        }
        if (json.path("scopes").isArray()) {
            List<String> scopes = new ArrayList<>();
            json.path("scopes").forEach(scope -> scopes.add(scope.stringValue()));
            principal = principal.withScopes(Scopes.of(scopes));
        } else if (json.has("scopes")) {
            principal = principal.withScopes(Scopes.all());
        }
        Optional<Instant> expires = Json.text(json, "expires").map(Instant::parse);
        if (expires.isPresent()) {
            principal = principal.withExpiry(expires.get());
        }
        Optional<Claims> claims = Json.text(json, "claims").map(this::object).map(Claims::fitting);
        return claims.isPresent() ? principal.withClaims(claims.get()) : principal;
    }

    private static Headers headers(JsonNode lines) {
        Headers.Builder headers = Headers.builder();
        for (int i = 0; i + 1 < lines.size(); i += 2) {
            headers.add(lines.get(i).stringValue(), lines.get(i + 1).stringValue());
        }
        return headers.build();
    }

    private static ClientInfo client(ObjectNode json) {
        ClientInfo client = ClientInfo.of(
                json.path("name").stringValue(""), json.path("version").stringValue(""));
        return Json.text(json, "title").map(client::withTitle).orElse(client);
    }

    private String text(ObjectNode value) {
        return new String(codec.writeExactly(value), UTF_8);
    }

    private ObjectNode object(String text) {
        return (ObjectNode) codec.readTree(text.getBytes(UTF_8));
    }
}
