package dev.lmcp.server;

import dev.lmcp.ClientInfo;
import dev.lmcp.InputRequest;
import dev.lmcp.LogLevel;
import dev.lmcp.Tool;
import dev.lmcp.jsonrpc.Message;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import tools.jackson.databind.JsonNode;

/** A request of a legacy session, to which its work belongs. */
final class LegacyRequest implements IncomingRequest {

    private final LegacySession session;
    private final Message.Request request;
    private final AuthenticatedCaller caller;
    private final ResponseWriter writer;
    private final boolean canAsk;
    private final Optional<Method> method;
    private final LegacyEra era;
    private final AtomicReference<Cancellation> running = new AtomicReference<>();

    LegacyRequest(
            LegacySession session,
            Message.Request request,
            AuthenticatedCaller caller,
            ResponseWriter writer,
            boolean canAsk,
            Optional<Method> method,
            LegacyEra era) {
        this.session = session;
        this.request = request;
        this.caller = caller;
        this.writer = writer;
        this.canAsk = canAsk;
        this.method = method;
        this.era = era;
    }

    LegacySession session() {
        return session;
    }

    @Override
    public Message.Request request() {
        return request;
    }

    @Override
    public AuthenticatedCaller caller() {
        return caller;
    }

    @Override
    public Optional<ClientInfo> client() {
        return session.client();
    }

    /** A client that takes no stream cannot be asked, whatever it declared. */
    @Override
    public ClientCapabilities capabilities() {
        return canAsk ? session.capabilities() : ClientCapabilities.NONE;
    }

    @Override
    public ResponseWriter writer() {
        return writer;
    }

    @Override
    public Optional<Method> method() {
        return method;
    }

    @Override
    public void admitTool(Tool tool) {
        // no headers mirror the body in this era
    }

    @Override
    public boolean wantsLog(LogLevel level) {
        return level.compareTo(session.logLevel()) >= 0;
    }

    @Override
    public TaskSupport taskSupport() {
        boolean wanted = session.speaks(LegacyEra.TASKS_SINCE)
                && request.params().path("task").isObject();
        return wanted ? TaskSupport.REQUESTED : TaskSupport.NONE;
    }

    @Override
    public CallResult taskNeeded() {
        return LegacyTasks.needed();
    }

    @Override
    public Map<String, JsonNode> answers() {
        return Map.of();
    }

    @Override
    public Optional<Map<String, JsonNode>> ask(Cancellation cancellation, Map<String, InputRequest<?>> questions) {
        return Optional.of(era.questions().ask(session, writer, cancellation, questions));
    }

    @Override
    public void begin(Cancellation cancellation) {
        running.set(cancellation);
        session.begin(request.id(), cancellation);
        writer.begin(cancellation::cancel);
    }

    @Override
    public void finish(CallResult outcome) {
        Cancellation begun = running.get();
        if (begun != null) {
            session.end(request.id(), begun);
        }
        era.finish(this, outcome);
    }
}
