package dev.lmcp.server.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lmcp.jsonrpc.Message;
import dev.lmcp.jsonrpc.RequestId;
import dev.lmcp.server.base.Json;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CancellableRequestsTest {

    private static final RequestId ONE = RequestId.of(1);

    private final CancellableRequests requests = new CancellableRequests();
    private final List<String> cancelled = new ArrayList<>();

    private CancellableRequests.Entry begin(RequestId id, String name) {
        CancellableRequests.Entry entry = requests.add(id);
        entry.onCancel(() -> cancelled.add(name));
        return entry;
    }

    @Test
    void areCancelledById() {
        begin(ONE, "number");
        begin(RequestId.of("1"), "text");

        assertThat(requests.cancel(RequestId.of("1"))).isTrue();
        assertThat(requests.cancel(RequestId.of(7))).isFalse();

        assertThat(cancelled).containsExactly("text");
    }

    @Test
    void areCancelledOnce() {
        begin(ONE, "one");

        requests.cancel(ONE);
        requests.cancel(ONE);
        requests.close();

        assertThat(cancelled).containsExactly("one");
    }

    @Test
    void areCancelledBeforeTheyRun() {
        CancellableRequests.Entry arrived = requests.add(ONE);
        requests.cancel(ONE);
        assertThat(cancelled).isEmpty();

        arrived.onCancel(() -> cancelled.add("begun"));

        assertThat(cancelled).containsExactly("begun");
    }

    @Test
    void cannotBeCancelledAfterTheirEnd() {
        begin(ONE, "one").end();

        assertThat(requests.cancel(ONE)).isFalse();
        assertThat(requests.isEmpty()).isTrue();
        assertThat(cancelled).isEmpty();
    }

    @Test
    void keepTheirIdWhileAnotherRequestHasTheSameId() {
        begin(ONE, "first");
        begin(ONE, "second").end();

        assertThat(requests.isEmpty()).isFalse();
        requests.cancel(ONE);

        assertThat(cancelled).containsExactly("first");
    }

    @Test
    void areCancelledAtACloseAndAfterIt() {
        begin(ONE, "open");
        requests.close();
        begin(RequestId.of(2), "late");

        assertThat(cancelled).containsExactly("open", "late");
    }

    @Test
    void areNamedByACancellation() {
        assertThat(CancellableRequests.cancelledBy(notification("notifications/cancelled", ONE)))
                .contains(ONE);
        assertThat(CancellableRequests.cancelledBy(notification("notifications/progress", ONE)))
                .isEmpty();
        // the schema of 2025-11-25 lets a cancellation name no request
        assertThat(CancellableRequests.cancelledBy(new Message.Notification("notifications/cancelled", Json.object())))
                .isEmpty();
        assertThat(CancellableRequests.cancelledBy(new Message.Request(ONE, "notifications/cancelled", Json.object())))
                .isEmpty();
    }

    private static Message notification(String method, RequestId id) {
        return new Message.Notification(method, Json.object().set("requestId", id.toJson()));
    }
}
