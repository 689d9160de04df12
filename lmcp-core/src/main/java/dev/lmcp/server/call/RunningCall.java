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

/** The {@link Call} of a running request. A handler may run several times for one call. */
public final class RunningCall implements Call {

    private final IncomingRequest request;
    private final boolean isTask;
    private final Cancellation cancellation;
    private final Map<String, JsonNode> answers;
    private @Nullable CallResult suspension;
    private final ReentrantLock progressLock = new ReentrantLock();
    private double lastProgress = Double.NEGATIVE_INFINITY;
    private volatile boolean ended;

    RunningCall(IncomingRequest request, boolean isTask, Cancellation cancellation, Map<String, JsonNode> answers) {
        this.request = request;
        this.isTask = isTask;
        this.cancellation = cancellation;
        this.answers = new HashMap<>(answers);
    }

    public IncomingRequest request() {
        return request;
    }

    /** Returns whether this call runs as a task. */
    public boolean isTask() {
        return isTask;
    }

    public ObjectNode params() {
        return request.message().params();
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

    /** Returns the result of a suspended run, even if the handler caught the exception. */
    public Optional<CallResult> takeSuspension() {
        Optional<CallResult> result = Optional.ofNullable(suspension);
        suspension = null;
        return result;
    }

    /** Ends the call. Messages that a thread of the handler sends later are dropped. */
    void end() {
        ended = true;
    }

    @Override
    public Principal principal() {
        return request.caller().principal();
    }

    @Override
    public Optional<String> remoteAddress() {
        return request.caller().details().remoteAddress();
    }

    @Override
    public Optional<String> header(String name) {
        return request.caller().details().header(name);
    }

    @Override
    public Optional<ClientInfo> client() {
        return request.client();
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
        if (ended || !Double.isFinite(progress) || !(token.isString() || token.isIntegralNumber())) {
            return;
        }
        ObjectNode params = Json.object();
        params.set("progressToken", token);
        params.put("progress", progress);
        total.filter(Double::isFinite).ifPresent(value -> params.put("total", (double) value));
        if (!message.isEmpty()) {
            params.put("message", message);
        }
        // held during the write, so that the client gets increasing values
        progressLock.lock();
        try {
            if (progress > lastProgress) {
                lastProgress = progress;
                send("notifications/progress", params);
            }
        } finally {
            progressLock.unlock();
        }
    }

    @Override
    public void log(LogLevel level, String logger, JsonNode data) {
        if (!ended && request.wantsLog(level)) {
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
        if (!isTask && !isCancelled()) {
            request.writer().send(new Message.Notification(method, params));
        }
    }

    @Override
    public boolean canAsk(InputRequest<?> question) {
        return request.capabilities().canAnswer(question);
    }

    @Override
    public <A> A ask(String key, InputRequest<A> question) {
        return askAll(Map.of(key, question)).of(key, question);
    }

    @Override
    public Answers askAll(Map<String, InputRequest<?>> questions) {
        Map<String, Object> given = new HashMap<>();
        Map<String, InputRequest<?>> unanswered = new LinkedHashMap<>();
        questions.forEach((key, question) -> Optional.ofNullable(answers.get(key))
                .flatMap(answer -> Questions.answer(question, answer))
                .ifPresentOrElse(answer -> given.put(key, answer), () -> unanswered.put(key, question)));
        if (unanswered.isEmpty()) {
            return new GivenAnswers(given);
        }
        for (InputRequest<?> question : unanswered.values()) {
            if (!canAsk(question)) {
                throw suspend(new CallResult.CapabilityMissing(ClientCapabilities.requiredFor(question)));
            }
        }
        throw suspend(new CallResult.InputRequired(unanswered, Map.copyOf(answers)));
    }

    @Override
    public void continueAsTask() {
        if (!isTask && request.taskSupport() != TaskSupport.NONE) {
            throw suspend(new CallResult.ContinueAsTask());
        }
    }

    private CallSuspendedException suspend(CallResult result) {
        suspension = result;
        return new CallSuspendedException();
    }

    @Override
    public void releaseConnection(Duration retryAfter) {
        if (!isTask) {
            request.writer().release(retryAfter);
        }
    }

    private record GivenAnswers(Map<String, Object> byKey) implements Answers {

        @Override
        @SuppressWarnings("unchecked")
        public <A> A of(String key, InputRequest<A> question) {
            Object answer = byKey.get(key);
            if (answer == null) {
                throw new IllegalArgumentException(
                        "no question '" + key + "' was asked; expected one of " + byKey.keySet());
            }
            return (A) answer;
        }
    }
}
