package dev.lmcp;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a handler gets that uses nothing of it. */
final class NoCall implements Call {

    private static AssertionError used() {
        return new AssertionError("the call was used");
    }

    @Override
    public Principal principal() {
        throw used();
    }

    @Override
    public Optional<String> remoteAddress() {
        throw used();
    }

    @Override
    public Optional<String> header(String name) {
        throw used();
    }

    @Override
    public Optional<ClientInfo> client() {
        throw used();
    }

    @Override
    public ObjectNode meta() {
        throw used();
    }

    @Override
    public boolean isCancelled() {
        throw used();
    }

    @Override
    public void onCancel(Runnable action) {
        throw used();
    }

    @Override
    public void progress(double progress) {
        throw used();
    }

    @Override
    public void progress(double progress, double total, String message) {
        throw used();
    }

    @Override
    public void log(LogLevel level, String logger, JsonNode data) {
        throw used();
    }

    @Override
    public void log(LogLevel level, String text) {
        throw used();
    }

    @Override
    public boolean canAsk(InputRequest<?> request) {
        throw used();
    }

    @Override
    public <A> A ask(String key, InputRequest<A> request) {
        throw used();
    }

    @Override
    public Answers askAll(Map<String, InputRequest<?>> requests) {
        throw used();
    }

    @Override
    public void continueAsTask() {
        throw used();
    }

    @Override
    public void releaseConnection(Duration retryAfter) {
        throw used();
    }
}
