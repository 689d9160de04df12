package dev.lmcp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.lmcp.Principal;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is heard of the streams stands in the transcripts. */
final class OpenStreamsTest {

    private static final Principal ADA = Principal.named("ada");

    private final TestTimer timer = new TestTimer();
    private final OpenStreams streams =
            new OpenStreams(new Heartbeats(timer, Duration.ofSeconds(1)), new TestClock(), 10, new PerCallerLimiter(1));

    @AfterEach
    void stop() {
        timer.shutdownNow();
    }

    @Test
    void giveAPlaceBackWhoseConnectionCouldNotBeOpened() {
        assertThat(streams.takePlace(ADA)).isEmpty();
        assertThat(streams.takePlace(ADA)).isPresent();

        assertThatIllegalStateException()
                .isThrownBy(() -> streams.open(ADA, () -> {
                    throw new IllegalStateException("gone");
                }));

        assertThat(streams.takePlace(ADA)).isEmpty();
        assertThat(streams.open(ADA, () -> "open")).isEqualTo("open");
        assertThat(streams.takePlace(ADA)).isPresent();
    }
}
