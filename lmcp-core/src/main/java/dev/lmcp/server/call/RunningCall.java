package dev.lmcp.server.call;

import dev.lmcp.Answers;
import dev.lmcp.Call;
import dev.lmcp.ClientInfo;
import dev.lmcp.InputRequest;
import dev.lmcp.LogLevel;
import dev.lmcp.Principal;
import dev.lmcp.jsonrpc.Message;
import dev.lmcp.server.base.Json;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** One request being worked on, possibly in several runs; what its handler sees of it. */
public final class RunningCall implements Call {

    private final IncomingRequest incoming;
    private final Optional<Task> task;
    private final Cancellation cancellation;
    private final Map<String, JsonNode> answers;
    private @Nullable CallResult suspension;
    private final ReentrantLock progressing = new ReentrantLock();
    private double lastProgress = Double.NEGATIVE_INFINITY;
    private volatile boolean over;

    RunningCall(
            IncomingRequest incoming, Optional<Task> task, Cancellation cancellation, Map<String, JsonNode> answers) {
        this.incoming = incoming;
        this.task = task;
        this.cancellation = cancellation;
        this.answers = new HashMap<>(answers);
    }

    public IncomingRequest incoming() {
        return incoming;
    }

    /** Whether this is already a task's run. */
    public boolean isTask() {
        return task.isPresent();
    }

    public ObjectNode params() {
        return incoming.request().params();
    }

    public Cancellation cancellation() {
        return cancellation;
    }

    Map<String, JsonNode> answers() {
        return Map.copyOf(answers);
    }

    void addAnswers(Map<String, JsonNode> more) {
        answers.putAll(more);
    }

    /** How the run really ended, where it was suspended: even if the handler caught what ended it. */
    public Optional<CallResult> takeSuspension() {
        Optional<CallResult> taken = Optional.ofNullable(suspension);
        suspension = null;
        return taken;
    }

    /** From now on the handler is done: what a forgotten thread of its still says is dropped. */
    void end() {
        over = true;
    }

    @Override
    public Principal principal() {
        return incoming.caller().principal();
    }

    @Override
    public Optional<String> remoteAddress() {
        return incoming.caller().details().remoteAddress();
    }

    @Override
    public Optional<String> header(String name) {
        return incoming.caller().details().header(name);
    }

    @Override
    public Optional<ClientInfo> client() {
        return incoming.client();
    }

    @Override
    public ObjectNode meta() {
        return Json.object(params(), "_meta").map(ObjectNode::deepCopy).orElseGet(Json::object);
    }

    @Override
    public boolean isCancelled() {
        return cancellation.isCancelled();
    }

    @Override
    public void onCancel(Runnable action) {
        cancellation.onCancel(action);
    }

    @Override
    public void progress(double progress) {
        report(progress, Optional.empty(), "");
    }

    @Override
    public void progress(double progress, double total, String message) {
        report(progress, Optional.of(total), message);
    }

    private void report(double progress, Optional<Double> total, String message) {
        JsonNode token = params().path("_meta").path("progressToken");
        if (over || !Double.isFinite(progress) || !(token.isString() || token.isIntegralNumber())) {
            return;
        }
        ObjectNode params = Json.object();
        params.set("progressToken", token);
        params.put("progress", progress);
        total.filter(Double::isFinite).ifPresent(value -> params.put("total", (double) value));
        if (!message.isEmpty()) {
            params.put("message", message);
        }
        // held while it is sent, so that values reach the client in the order in which they grow
        progressing.lock();
        try {
            if (progress > lastProgress) {
                lastProgress = progress;
                send("notifications/progress", params);
            }
        } finally {
            progressing.unlock();
        }
    }

    @Override
    public void log(LogLevel level, String logger, JsonNode data) {
        if (!over && incoming.wantsLog(level)) {
            ObjectNode params = Json.object().put("level", level.wireName());
            if (!logger.isEmpty()) {
                params.put("logger", logger);
            }
            params.set("data", data);
            send("notifications/message", params);
        }
    }

    @Override
    public void log(LogLevel level, String text) {
        log(level, "", StringNode.valueOf(text));
    }

    private void send(String method, ObjectNode params) {
        if (task.isEmpty() && !isCancelled()) {
            incoming.writer().send(new Message.Notification(method, params));
        }
    }

    @Override
    public boolean canAsk(InputRequest<?> request) {
        return incoming.capabilities().canAnswer(request);
    }

    @Override
    public <A> A ask(String key, InputRequest<A> request) {
        return askAll(Map.of(key, request)).of(key, request);
    }

    @Override
    public Answers askAll(Map<String, InputRequest<?>> requests) {
        Map<String, Object> known = new HashMap<>();
        Map<String, InputRequest<?>> open = new LinkedHashMap<>();
        requests.forEach((key, request) -> Optional.ofNullable(answers.get(key))
                .flatMap(answer -> Questions.answer(request, answer))
                .ifPresentOrElse(answer -> known.put(key, answer), () -> open.put(key, request)));
        if (open.isEmpty()) {
            return new Known(known);
        }
        for (InputRequest<?> request : open.values()) {
            if (!canAsk(request)) {
                throw suspend(new CallResult.CapabilityMissing(ClientCapabilities.neededFor(request)));
            }
        }
        throw suspend(new CallResult.InputRequired(open, Map.copyOf(answers)));
    }

    @Override
    public void continueAsTask() {
        if (task.isEmpty() && incoming.taskSupport() != TaskSupport.NONE) {
            throw suspend(new CallResult.ContinueAsTask());
        }
    }

    private CallSuspendedException suspend(CallResult outcome) {
        suspension = outcome;
        return new CallSuspendedException();
    }

    @Override
    public void releaseConnection(Duration retryAfter) {
        if (task.isEmpty()) {
            incoming.writer().release(retryAfter);
        }
    }

    private record Known(Map<String, Object> byKey) implements Answers {

        @Override
        @SuppressWarnings("unchecked")
        public <A> A of(String key, InputRequest<A> request) {
            Object answer = byKey.get(key);
            if (answer == null) {
                throw new IllegalArgumentException(
                        "no question '" + key + "' was asked; expected one of " + byKey.keySet());
            }
            return (A) answer;
        }
    }
}
