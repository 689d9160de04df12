package dev.lmcp.verification.bench;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Holds every request open and does nothing more: what an idle stream costs the container. */
final class BareStreams extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private final transient Set<AsyncContext> open = ConcurrentHashMap.newKeySet();

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        request.getInputStream().readAllBytes();
        AsyncContext context = request.startAsync();
        context.setTimeout(0);
        response.setContentType("text/event-stream");
        response.getOutputStream().write(":\n\n".getBytes(StandardCharsets.US_ASCII));
        response.flushBuffer();
        open.add(context);
    }
}
