package dev.lmcp.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HeartbeatsTest {

    private final TestTimer timer = new TestTimer();
    private final Heartbeats heartbeats = new Heartbeats(timer, Duration.ofSeconds(1));
    private final List<String> beats = new ArrayList<>();

    @AfterEach
    void stop() {
        timer.shutdownNow();
    }

    @Test
    void callOnWhatIsOpen() {
        Heartbeats.Beating one = () -> beats.add("one");
        heartbeats.add(one);

        timer.tick();
        heartbeats.remove(one);
        timer.tick();

        assertThat(beats).containsExactly("one");
        assertThat(heartbeats.size()).isZero();
    }

    @Test
    void callOnTheOthersWhereOneFails() {
        heartbeats.add(() -> {
            throw new IllegalStateException("a fault of its own, as this test has it");
        });
        heartbeats.add(() -> beats.add("other"));

        timer.tick();
        timer.tick();

        assertThat(beats).hasSize(2);
    }
}
