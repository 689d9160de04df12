package dev.lmcp.server.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lmcp.server.base.Limits;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LegacyStreamsTest {

    private final LegacyStreams streams = new LegacyStreams("node", Limits.DEFAULT);

    @Test
    void keepsAnEndedStreamForItsTime() {
        LegacyStream stream = streams.open();

        stream.finish(new byte[0]);
        streams.sweep(System.nanoTime() + Duration.ofMinutes(4).toNanos());

        assertThat(streams.find(stream.name())).contains(stream);
    }

    @Test
    void removesAnEndedStreamAfterItsTime() {
        LegacyStream stream = streams.open();

        stream.finish(new byte[0]);
        streams.sweep(System.nanoTime() + Duration.ofMinutes(6).toNanos());

        assertThat(streams.find(stream.name())).isEmpty();
    }

    @Test
    void keepsARunningStreamWithoutATimeLimit() {
        LegacyStream stream = streams.open();

        streams.sweep(System.nanoTime() + Duration.ofDays(1).toNanos());

        assertThat(streams.find(stream.name())).contains(stream);
    }

    @Test
    void keepsABoundedNumberOfEndedStreams() {
        IntStream.range(0, 100).forEach(number -> streams.open().finish(new byte[0]));

        assertThat(IntStream.rangeClosed(1, 100)
                        .filter(name -> streams.find("node-" + name).isPresent()))
                .hasSizeLessThanOrEqualTo(9)
                .contains(100);
    }
}
