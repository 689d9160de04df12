package dev.lmcp.verification.bench;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Reads the request and answers the same bytes whatever it says: what the container alone costs. */
final class ConstantServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private static final byte[] ANSWER = """
            {"jsonrpc":"2.0","id":1,"result":{"content":[{"type":"text","text":"%s"}],"resultType":"complete",\
            "_meta":{"io.modelcontextprotocol/serverInfo":{"name":"bench","version":"1"}}}}""".formatted(Calls.TEXT).getBytes(StandardCharsets.UTF_8);

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        request.getInputStream().readAllBytes();
        response.setContentType("application/json");
        response.setContentLength(ANSWER.length);
        response.getOutputStream().write(ANSWER);
    }
}
