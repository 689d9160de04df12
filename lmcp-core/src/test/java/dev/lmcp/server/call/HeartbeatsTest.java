package dev.lmcp.server.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lmcp.server.support.TestTimer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HeartbeatsTest {

    private final TestTimer timer = new TestTimer();
    private final Heartbeats<Runnable> heartbeats = new Heartbeats<>(timer, Duration.ofSeconds(1), Runnable::run);
    private final List<String> beats = new ArrayList<>();

    @AfterEach
    void stop() {
        timer.shutdownNow();
    }

    @Test
    void areSentToAllMembers() {
        Runnable one = () -> beats.add("one");
        heartbeats.add(one);

        timer.tick();
        heartbeats.remove(one);
        timer.tick();

        assertThat(beats).containsExactly("one");
        assertThat(heartbeats.size()).isZero();
    }

    @Test
    void areSentToThousandsInGroups() {
        int open = 16_000;
        for (int i = 0; i < open; i++) {
            heartbeats.add(new Recipient());
        }

        for (int group = 0; group < timer.periodic(); group++) {
            int before = beats.size();
            timer.tick(group);
            assertThat(beats.size() - before).as("in group " + group).isBetween(1, open / 8);
        }

        assertThat(beats).hasSize(open);
    }

    private final class Recipient implements Runnable {

        @Override
        public void run() {
            beats.add("one of many");
        }
    }

    @Test
    void areSentToTheOthersIfOneFails() {
        heartbeats.add(() -> {
            throw new IllegalStateException("a fault of this member");
        });
        heartbeats.add(() -> beats.add("other"));

        timer.tick();
        timer.tick();

        assertThat(beats).hasSize(2);
    }
}
