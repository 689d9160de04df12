package dev.lmcp.server.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lmcp.server.base.Json;
import org.junit.jupiter.api.Test;

class KeptMessagesTest {

    private final KeptMessages messages = new KeptMessages();

    private static KeptMessages.Kept message(int number) {
        return new KeptMessages.Kept("kind", Json.object().put("number", number));
    }

    @Test
    void keepsEachMessageOnceAtItsLastPosition() {
        messages.add(message(1));
        messages.add(message(2));
        messages.add(message(1));

        assertThat(messages.all()).containsExactly(message(2), message(1));
    }

    @Test
    void dropsTheOldestAtTheMaximum() {
        for (int number = 0; number <= KeptMessages.MAX_MESSAGES; number++) {
            messages.add(message(number));
        }

        assertThat(messages.all())
                .hasSize(KeptMessages.MAX_MESSAGES)
                .startsWith(message(1))
                .endsWith(message(KeptMessages.MAX_MESSAGES));
    }

    @Test
    void forgetsWhatWasSent() {
        messages.add(message(1));
        messages.add(message(2));
        messages.remove(message(1));

        assertThat(messages.all()).containsExactly(message(2));
    }
}
