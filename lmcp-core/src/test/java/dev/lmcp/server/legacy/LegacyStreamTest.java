package dev.lmcp.server.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lmcp.server.call.SseWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LegacyStreamTest {

    private final LegacyStream stream = new LegacyStream("7", 100);

    /** A connection that records its events until it breaks. */
    private static final class Connection implements SseWriter {

        final List<String> events = new ArrayList<>();
        boolean broken;
        boolean closed;

        @Override
        public boolean write(byte[] bytes) {
            if (!broken) {
                events.add(new String(bytes, StandardCharsets.UTF_8).strip().replace("\n", " "));
            }
            return !broken;
        }

        @Override
        public boolean mayBlock() {
            return false;
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private static byte[] json(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private Connection connected() {
        Connection connection = new Connection();
        stream.connect(connection);
        return connection;
    }

    private Connection resumed(long after) {
        Connection connection = new Connection();
        stream.resume(connection, after);
        return connection;
    }

    @Test
    void numbersItsEvents() {
        Connection connection = connected();

        stream.prime();
        stream.append(json("a"));
        stream.finish(json("b"));

        assertThat(connection.events)
                .containsExactly("id: 7-0 data:", "id: 7-1 event: message data: a", "id: 7-2 event: message data: b");
        assertThat(connection.closed).isTrue();
        assertThat(stream.isEnded()).isTrue();
    }

    @Test
    void writesTheRetryTimeIfItDisconnects() {
        Connection connection = connected();

        stream.prime();
        stream.append(json("a"));
        stream.disconnect(Duration.ofSeconds(2));

        assertThat(connection.events)
                .containsExactly("id: 7-0 data:", "id: 7-1 event: message data: a", "id: 7-1 retry: 2000 data:");
        assertThat(connection.closed).isTrue();
    }

    @Test
    void writesNoRetryTimeAfterAResumeOrTheEnd() {
        Connection first = connected();
        stream.prime();
        Connection second = connected();
        stream.finish(json("a"));

        assertThat(first.events).containsExactly("id: 7-0 data:");
        assertThat(second.events).containsExactly("id: 7-1 event: message data: a");
    }

    @Test
    void sendsMissedEventsToAClientThatResumes() {
        Connection first = connected();
        stream.append(json("a"));
        first.broken = true;
        stream.append(json("b"));
        stream.append(json("c"));

        Connection second = resumed(1);
        stream.append(json("d"));

        assertThat(second.events)
                .containsExactly(
                        "id: 7-2 event: message data: b",
                        "id: 7-3 event: message data: c",
                        "id: 7-4 event: message data: d");
    }

    @Test
    void sendsUndeliveredEventsToANewConnection() {
        connected();
        stream.append(json("a"));
        stream.disconnect(Duration.ofSeconds(2));
        stream.append(json("b"));

        assertThat(connected().events).containsExactly("id: 7-2 event: message data: b");
    }

    @Test
    void sendsTheResponseToAClientThatResumesAfterTheEnd() {
        connected().broken = true;
        stream.finish(json("a"));

        Connection late = resumed(0);

        assertThat(late.events).containsExactly("id: 7-1 event: message data: a");
        assertThat(late.closed).isTrue();
    }

    @Test
    void sendsNothingAfterTheEnd() {
        Connection connection = connected();
        stream.end();
        stream.append(json("a"));
        stream.finish(json("b"));

        assertThat(connection.events).isEmpty();
    }

    @Test
    void writesToOneConnectionAtATime() {
        Connection first = connected();
        Connection second = connected();
        stream.append(json("a"));

        assertThat(first.closed).isTrue();
        assertThat(first.events).isEmpty();
        assertThat(second.events).hasSize(1);
    }

    @Test
    void removesOnlyTheClosedConnection() {
        Connection first = connected();
        Connection second = connected();

        stream.removeConnection(first);
        assertThat(stream.isConnected()).isTrue();
        stream.removeConnection(second);
        assertThat(stream.isConnected()).isFalse();
    }

    @Test
    void keepsABoundedNumberOfEvents() {
        LegacyStream roomy = new LegacyStream("7", 1_000_000);
        for (int i = 1; i <= 1000; i++) {
            roomy.append(json("x" + i));
        }

        Connection late = new Connection();
        roomy.resume(late, 0);

        assertThat(late.events).hasSize(256).last().isEqualTo("id: 7-1000 event: message data: x1000");
    }

    @Test
    void keepsABoundedNumberOfBytes() {
        for (int i = 1; i <= 10; i++) {
            stream.append(json("x".repeat(40)));
        }

        assertThat(resumed(0).events).hasSize(2);
    }

    @Test
    void keepsALargeEventUntilItIsDelivered() {
        stream.finish(json("x".repeat(10_000)));

        assertThat(resumed(0).events).hasSize(1);
        assertThat(resumed(0).events).isEmpty();
    }

    @Test
    void treatsAnUnknownNumberAsTheEnd() {
        stream.append(json("a"));

        assertThat(resumed(Long.MAX_VALUE).events).isEmpty();
        assertThat(resumed(-5).events).hasSize(1);
    }
}
