package dev.lmcp.verification.bench;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A minimal servlet, written by hand: it reads the message as a tree, responds with another, and checks nothing. */
final class HandWrittenServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private static final JsonMapper MAPPER = new JsonMapper();

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        byte[] bytes = answer(request.getInputStream().readAllBytes());
        response.setContentType("application/json");
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }

    static byte[] answer(byte[] body) {
        JsonNode message = MAPPER.readTree(body);
        ObjectNode answer = MAPPER.createObjectNode();
        answer.put("jsonrpc", "2.0");
        answer.set("id", message.get("id"));
        ObjectNode result = answer.putObject("result");
        ObjectNode content = result.putArray("content").addObject();
        content.put("type", "text").put("text", call(message.path("params")));
        result.put("resultType", "complete");
        result.putObject("_meta")
                .putObject("io.modelcontextprotocol/serverInfo")
                .put("name", "bench")
                .put("version", "1");
        return MAPPER.writeValueAsBytes(answer);
    }

    private static String call(JsonNode params) {
        JsonNode arguments = params.path("arguments");
        return switch (params.path("name").stringValue("")) {
            case "echo" -> arguments.path("text").stringValue();
            case "large" -> Calls.LARGE_TEXT;
            case "measure" ->
                String.valueOf(arguments.path("text").stringValue().length());
            default -> throw new IllegalArgumentException("no such tool");
        };
    }
}
