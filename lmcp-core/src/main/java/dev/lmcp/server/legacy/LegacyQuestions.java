package dev.lmcp.server.legacy;

import dev.lmcp.InputRequest;
import dev.lmcp.jsonrpc.Message;
import dev.lmcp.jsonrpc.RpcError;
import dev.lmcp.jsonrpc.RpcException;
import dev.lmcp.server.call.Cancellation;
import dev.lmcp.server.call.Questions;
import dev.lmcp.server.call.ResponseWriter;
import dev.lmcp.text.SafeText;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tools.jackson.databind.JsonNode;

/** Asks the client by a request on the stream of the call. The answer arrives in a later POST. */
final class LegacyQuestions {

    private final Duration timeout;

    LegacyQuestions(Duration timeout) {
        this.timeout = timeout;
    }

    /**
     * Asks all questions at once and waits for the answers.
     *
     * @throws RpcException if an answer is late, is an error, or does not match its question
     */
    Map<String, JsonNode> ask(
            LegacySession session,
            ResponseWriter writer,
            Cancellation cancellation,
            Map<String, InputRequest<?>> questions) {
        Map<String, LegacySession.Question> asked = new LinkedHashMap<>();
        try {
            questions.forEach((key, question) -> {
                LegacySession.Question pending = session.newQuestion();
                asked.put(key, pending);
                cancellation.onCancel(() -> pending.answer().cancel(false));
                writer.send(new Message.Request(
                        pending.id(),
                        Questions.method(question),
                        LegacyDowngrade.question(session, pending.id(), question)));
            });
            Map<String, JsonNode> answers = new HashMap<>();
            long end = System.nanoTime() + timeout.toNanos();
            asked.forEach((key, pending) -> {
                JsonNode answer = await(pending, end - System.nanoTime());
                InputRequest<?> question = questions.get(key);
                if (question == null || Questions.answer(question, answer).isEmpty()) {
                    throw new RpcException(
                            RpcError.INVALID_PARAMS,
                            "The client's answer does not fit the question " + SafeText.quoted(key));
                }
                answers.put(key, answer);
            });
            return answers;
        } finally {
            asked.values().forEach(session::remove);
        }
    }

    private static JsonNode await(LegacySession.Question question, long nanos) {
        try {
            Message.Response response = question.answer().get(Math.max(0, nanos), TimeUnit.NANOSECONDS);
            if (response instanceof Message.Result result) {
                return result.result();
            }
            throw new RpcException(RpcError.INTERNAL_ERROR, "The client answered a question with an error");
        } catch (TimeoutException e) {
            throw new RpcException(RpcError.INTERNAL_ERROR, "The client did not answer a question in time");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RpcException(RpcError.INTERNAL_ERROR, "The call was stopped while it waited for the client");
        } catch (CancellationException | ExecutionException e) {
            // no client gets this message: the call was cancelled, or its session has ended
            throw new RpcException(RpcError.INTERNAL_ERROR, "The call was cancelled while it waited for the client");
        }
    }
}
