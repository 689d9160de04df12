package dev.lmcp.server.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lmcp.Principal;
import dev.lmcp.server.call.ClientCapabilities;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EndedSessionsTest {

    private static final Principal ADA = Principal.named("ada");
    private static final Principal EVE = Principal.named("eve");

    private final EndedSessions ended = new EndedSessions(3, Duration.ofMillis(100));

    private static SessionFacts opened(long at) {
        return SessionFacts.of("2025-11-25", Optional.empty(), ClientCapabilities.NONE, at);
    }

    @Test
    void containOnlyTheEndedSessions() {
        SessionFacts session = opened(5);
        ended.add(ADA, session);
        ended.add(ADA, session);

        assertThat(ended.contains(ADA, session)).isTrue();
        assertThat(ended.contains(ADA, opened(5))).isFalse();
        assertThat(ended.contains(ADA, opened(4))).isFalse();
        assertThat(ended.size()).isEqualTo(1);
    }

    @Test
    void refuseWhatMayHaveEndedIfThereAreTooMany() {
        SessionFacts first = opened(10);
        ended.add(ADA, opened(12));
        ended.add(ADA, first);
        ended.add(ADA, opened(11));
        ended.add(ADA, opened(13));

        assertThat(ended.size()).isEqualTo(3);
        assertThat(ended.contains(ADA, first)).isTrue();
        assertThat(ended.contains(ADA, opened(9))).isTrue();
        assertThat(ended.contains(ADA, opened(11))).isFalse();
    }

    @Test
    void forgetNoSessionOfACallerWhoEndsOneAfterManyOfAnother() {
        for (int at = 10; at < 1000; at++) {
            ended.add(ADA, opened(at));
        }
        SessionFacts evesOwn = opened(2000);
        ended.add(EVE, evesOwn);
        ended.add(EVE, evesOwn);

        assertThat(ended.size()).isEqualTo(3);
        assertThat(ended.contains(EVE, evesOwn)).isTrue();
        assertThat(ended.contains(EVE, opened(1999))).isFalse();
        assertThat(ended.contains(ADA, opened(997))).isTrue();

        ended.sweep(1099);
        ended.add(ADA, opened(2001));
        ended.add(EVE, opened(2002));
        ended.add(EVE, opened(2003));
        assertThat(ended.size()).isEqualTo(3);
        assertThat(ended.contains(EVE, opened(2000))).isTrue();
        assertThat(ended.contains(ADA, opened(2000))).isFalse();
    }

    @Test
    void forgetOnlySessionsOfTheCallerWhoEndsMany() {
        SessionFacts evesOwn = opened(1);
        ended.add(EVE, evesOwn);
        for (int at = 10; at < 1000; at++) {
            ended.add(ADA, opened(at));
        }

        assertThat(ended.size()).isEqualTo(3);
        assertThat(ended.contains(EVE, evesOwn)).isTrue();
        assertThat(ended.contains(EVE, opened(0))).isFalse();
    }

    @Test
    void areRemovedAtTheirMaximumAge() {
        SessionFacts session = opened(0);
        ended.add(ADA, session);

        ended.sweep(100);
        assertThat(ended.contains(ADA, session)).isTrue();
        ended.sweep(101);
        assertThat(ended.contains(ADA, session)).isFalse();
        assertThat(ended.size()).isZero();
    }
}
