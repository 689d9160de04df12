package dev.lmcp.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ClosingTest {

    private final List<String> closed = new ArrayList<>();

    private void fail() {
        closed.add("failing");
        throw new IllegalStateException("cannot be closed");
    }

    @Test
    void closesTheLastOpenedFirstAndAllOfThem() {
        Closing closing = new Closing();
        closing.add(() -> closed.add("first"));
        closing.add(this::fail);
        closing.add(() -> closed.add("last"));

        closing.close();
        closing.close();

        assertThat(closed).containsExactly("last", "failing", "first");
    }

    @Test
    void takesStepsInTheirOrderAndAllOfThem() {
        Closing.inOrder(() -> closed.add("first"), this::fail, () -> closed.add("last"));

        assertThat(closed).containsExactly("first", "failing", "last");
    }
}
