package dev.lmcp.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ShutdownTest {

    private final List<String> taken = new ArrayList<>();

    private Shutdown.Step step(String name) {
        return new Shutdown.Step(name, () -> taken.add(name));
    }

    private Shutdown.Step failing(String name, Exception failure) {
        return new Shutdown.Step(name, () -> {
            taken.add(name);
            throw failure;
        });
    }

    @Test
    void takesStepsInTheirOrderAndAllOfThem() {
        Shutdown.take(step("first"), failing("failing", new IllegalStateException("cannot be done")), step("last"));

        assertThat(taken).containsExactly("first", "failing", "last");
    }

    @Test
    void keepsAnInterruptAndTakesTheOtherSteps() {
        Shutdown.take(failing("interrupted", new InterruptedException("as this test has it")), step("last"));

        assertThat(taken).containsExactly("interrupted", "last");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void takesTheStepsBehindAClassThatIsMissing() {
        Shutdown.Step missing = new Shutdown.Step("missing", () -> {
            throw new NoClassDefFoundError("as after an application was stopped");
        });

        Shutdown.take(missing, step("last"));

        assertThat(taken).containsExactly("last");
    }
}
