package dev.lmcp.server.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CloseStackTest {

    private final List<String> closed = new ArrayList<>();

    private void fail() {
        closed.add("failing");
        throw new IllegalStateException("cannot be closed");
    }

    @Test
    void closesAllResourcesTheLastOpenedOneFirst() {
        CloseStack closeStack = new CloseStack();
        closeStack.add(() -> closed.add("first"));
        closeStack.add(this::fail);
        closeStack.add(() -> closed.add("last"));

        closeStack.close();
        closeStack.close();

        assertThat(closed).containsExactly("last", "failing", "first");
    }
}
