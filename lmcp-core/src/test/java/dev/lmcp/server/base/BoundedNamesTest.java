package dev.lmcp.server.base;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BoundedNamesTest {

    private final BoundedNames list = new BoundedNames(3);

    @Test
    void holdsTheMaximumNumberOfNames() {
        assertThat(list.add("a")).isTrue();
        assertThat(list.add("b")).isTrue();
        assertThat(list.add("c")).isTrue();
        assertThat(list.add("d")).isFalse();
        assertThat(list.add("a")).isTrue();
        assertThat(list.names()).containsExactlyInAnyOrder("a", "b", "c");
    }

    @Test
    void boundsTheTotalLengthOfNames() {
        assertThat(list.add("x".repeat(3 * BoundedNames.MAX_AVERAGE_LENGTH))).isTrue();
        assertThat(list.add("y")).isFalse();
        assertThat(list.contains("y")).isFalse();
    }

    @Test
    void acceptsANameAfterAnotherOneIsRemoved() {
        String longest = "x".repeat(3 * BoundedNames.MAX_AVERAGE_LENGTH);
        list.add(longest);

        list.remove("not there");
        list.remove(longest);

        assertThat(list.isEmpty()).isTrue();
        assertThat(list.add("y".repeat(3 * BoundedNames.MAX_AVERAGE_LENGTH))).isTrue();
    }
}
