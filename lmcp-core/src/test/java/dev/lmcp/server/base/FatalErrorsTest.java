package dev.lmcp.server.base;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class FatalErrorsTest {

    /** As Kotlin's {@code NotImplementedError} is one. */
    private static final class OwnError extends Error {

        private static final long serialVersionUID = 1L;
    }

    @Test
    void leavesTheFaultsOfCodeToItsCaller() {
        List<Throwable> faults = List.of(
                new IllegalStateException(),
                new AssertionError(),
                new OwnError(),
                new ExceptionInInitializerError(),
                new StackOverflowError());

        faults.forEach(fault -> assertThatCode(() -> FatalErrors.rethrow(fault))
                .as(fault.toString())
                .doesNotThrowAnyException());
    }

    @Test
    void throwsTheErrorsOfTheMachineAgain() {
        for (Error fault : List.of(new OutOfMemoryError(), new InternalError(), new UnknownError())) {
            assertThatThrownBy(() -> FatalErrors.rethrow(fault)).isSameAs(fault);
        }
    }
}
