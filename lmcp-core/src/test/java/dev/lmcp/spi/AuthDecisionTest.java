package dev.lmcp.spi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lmcp.Principal;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class AuthDecisionTest {

    private static final AuthDecision ACCEPTED = AuthDecision.accept(Principal.named("ada"));

    private static boolean isValid(AuthDecision decision) {
        return ((AuthDecision.Accepted) decision).stillValid().getAsBoolean();
    }

    @Test
    void staysValidUnlessItIsSaidOtherwise() {
        assertThat(isValid(ACCEPTED)).isTrue();
    }

    @Test
    void isValidWhileEveryConditionHolds() {
        AtomicBoolean first = new AtomicBoolean(true);
        AtomicBoolean second = new AtomicBoolean(true);
        AuthDecision decision = ACCEPTED.validWhile(first::get).validWhile(second::get);

        boolean both = isValid(decision);
        second.set(false);
        boolean one = isValid(decision);
        second.set(true);
        first.set(false);

        assertThat(both).isTrue();
        assertThat(one).isFalse();
        assertThat(isValid(decision)).isFalse();
    }

    @Test
    void staysARefusalUnderAnyCondition() {
        AuthDecision rejected = AuthDecision.reject("unknown key");

        assertThat(rejected.validWhile(() -> true)).isSameAs(rejected);
    }
}
