package dev.lmcp.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lmcp.embed.InMemoryCluster;
import dev.lmcp.server.base.KeyRing;
import dev.lmcp.server.support.TestClock;
import dev.lmcp.spi.Cluster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A node leaves records that a later version of lmcp wrote to nodes of that version, and takes the other tasks. */
class TasksOfANewerVersionTest {

    private static final int TASKS = 6;

    private final KeyRing keys = KeyRing.random();
    private final TestClock clock = new TestClock();
    private final InMemoryCluster engine = new InMemoryCluster(clock);
    private final Cluster store = engine.node();

    /** Changes the record of a task as a later version may do. */
    private void change(String id, String from, String to) {
        String key = "task/" + id;
        byte[] context = ("cluster value " + key).getBytes(UTF_8);
        byte[] sealed = store.store().read(key).orElseThrow();
        String content =
                new String(keys.open(context, new String(sealed, US_ASCII)).orElseThrow(), UTF_8);
        assertThat(content).contains(from);
        byte[] changed = content.replace(from, to).getBytes(UTF_8);
        store.store().write(key, keys.seal(context, changed).getBytes(US_ASCII), Duration.ofHours(1));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '|',
            value = {
                "\"status\":\"WORKING\", \"status\":\"PAUSED\"",
                "\"created\":\"20, \"created\":\"sometime 20",
                "\"number\":1, \"number\":\"one\"",
                "\"format\":1, \"format\":2",
            })
    void arePassedOver(String from, String to) throws Exception {
        Cluster connection = engine.node();
        try (TestServer here = TestServer.node(keys, connection, Map.of());
                TestServer there = TestServer.node(keys, engine)) {
            List<String> known = new ArrayList<>();
            for (int task = 0; task < TASKS; task++) {
                known.add(SharedTasksTest.begin(here, "build"));
                here.await("building");
            }
            List<String> newer = List.of(known.remove(0), known.remove(1), known.remove(2));
            newer.forEach(id -> change(id, from, to));
            connection.close();

            clock.pass(Duration.ofSeconds(16));
            for (int round = 0; round < 4; round++) {
                there.pass(Duration.ofSeconds(5));
                there.settle();
            }

            for (String id : known) {
                assertThat(SharedTasksTest.read(there, id).path("status").stringValue(""))
                        .isEqualTo("failed");
            }
            // they stay where a node of that version finds them
            newer.forEach(id -> change(id, to, from));
            clock.pass(Duration.ofSeconds(16));
            for (int round = 0; round < 4; round++) {
                there.pass(Duration.ofSeconds(5));
                there.settle();
            }
            for (String id : newer) {
                assertThat(SharedTasksTest.read(there, id).path("status").stringValue(""))
                        .isEqualTo("failed");
            }
        }
    }
}
