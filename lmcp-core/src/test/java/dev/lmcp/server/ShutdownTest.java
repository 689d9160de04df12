package dev.lmcp.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ShutdownTest {

    private final List<String> ran = new ArrayList<>();

    private Shutdown.Step step(String name) {
        return new Shutdown.Step(name, () -> ran.add(name));
    }

    private Shutdown.Step failing(String name, Exception failure) {
        return new Shutdown.Step(name, () -> {
            ran.add(name);
            throw failure;
        });
    }

    @Test
    void runsAllStepsInTheirOrder() {
        Shutdown.run(step("first"), failing("failing", new IllegalStateException("failed")), step("last"));

        assertThat(ran).containsExactly("first", "failing", "last");
    }

    @Test
    void keepsAnInterruptAndRunsTheOtherSteps() {
        Shutdown.run(failing("interrupted", new InterruptedException("as this test has it")), step("last"));

        assertThat(ran).containsExactly("interrupted", "last");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void runsTheStepsAfterAMissingClass() {
        Shutdown.Step missing = new Shutdown.Step("missing", () -> {
            throw new NoClassDefFoundError("as after an application was stopped");
        });

        Shutdown.run(missing, step("last"));

        assertThat(ran).containsExactly("last");
    }
}
