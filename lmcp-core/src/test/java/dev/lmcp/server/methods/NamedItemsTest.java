package dev.lmcp.server.methods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lmcp.jsonrpc.RpcException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamedItemsTest {

    private final NamedItems<String> listing = new NamedItems<>("tool");

    @BeforeEach
    void fill() {
        for (String name : List.of("a", "b", "c", "d", "e")) {
            listing.add(name, name.toUpperCase(java.util.Locale.ROOT));
        }
    }

    private NamedItems.Page<String> page(Optional<String> cursor, int size) {
        return listing.page(cursor, size, item -> true);
    }

    @Test
    void hasPagesInTheOrderOfRegistration() {
        NamedItems.Page<String> first = page(Optional.empty(), 2);
        NamedItems.Page<String> second = page(first.next(), 2);
        NamedItems.Page<String> third = page(second.next(), 2);

        assertThat(first.items()).containsExactly("A", "B");
        assertThat(second.items()).containsExactly("C", "D");
        assertThat(third.items()).containsExactly("E");
        assertThat(third.next()).isEmpty();
    }

    @Test
    void hasNoFurtherPageIfTheLastOneIsExactlyFull() {
        assertThat(page(Optional.empty(), 5).next()).isEmpty();
        assertThat(new NamedItems<String>("tool")
                        .page(Optional.empty(), 5, item -> true)
                        .items())
                .isEmpty();
    }

    @Test
    void losesAndRepeatsNothingIfItGrowsBetweenPages() {
        NamedItems.Page<String> first = page(Optional.empty(), 2);
        listing.add("f", "F");

        List<String> rest = new ArrayList<>(page(first.next(), 2).items());
        rest.addAll(page(page(first.next(), 2).next(), 2).items());

        assertThat(rest).containsExactly("C", "D", "E", "F");
    }

    @Test
    void losesAndRepeatsNothingIfItShrinksBetweenPages() {
        Optional<String> next = page(Optional.empty(), 2).next();

        listing.remove("a");
        assertThat(page(next, 2).items()).containsExactly("C", "D");

        listing.remove("d");
        assertThat(page(next, 2).items()).containsExactly("C", "E");
    }

    @Test
    void continuesIfTheItemOfTheCursorWasRemoved() {
        Optional<String> next = page(Optional.empty(), 2).next();
        listing.remove("b");

        assertThat(page(next, 2).items()).containsExactly("C", "D");
    }

    @Test
    void endsIfAllItemsAfterTheCursorWereRemoved() {
        Optional<String> next = page(Optional.empty(), 2).next();
        for (String name : List.of("a", "b", "c", "d", "e")) {
            listing.remove(name);
        }

        assertThat(page(next, 2)).isEqualTo(new NamedItems.Page<>(List.of(), Optional.empty()));
    }

    @Test
    void acceptsTheCursorOfAnotherNodeWithTheSameItems() {
        NamedItems<String> other = new NamedItems<>("tool");
        other.add("z", "Z");
        other.add("b", "B");
        other.add("c", "C");

        assertThat(other.page(page(Optional.empty(), 2).next(), 2, item -> true).items())
                .containsExactly("C");
    }

    @Test
    void namesNoHiddenItemInACursor() {
        String cursor = listing.page(Optional.empty(), 1, item -> !item.equals("B"))
                .next()
                .orElseThrow();

        assertThat(new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8))
                .isEqualTo("tool 0 a");
        assertThat(listing.page(Optional.of(cursor), 1, item -> !item.equals("B"))
                        .items())
                .containsExactly("C");
    }

    @Test
    void hasNoFurtherPageIfOnlyHiddenItemsFollow() {
        assertThat(listing.page(Optional.empty(), 2, item -> item.compareTo("C") < 0)
                        .next())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "nonsense", "====", "dG9vbA", "dG9vbCB4IGE", "dG9vbCA5OTk5OTk5OTk5OSBh", "\ud800", "ä"})
    void refusesACursorOfAnotherOrigin(String cursor) {
        assertThatThrownBy(() -> page(Optional.of(cursor), 2))
                .isInstanceOf(RpcException.class)
                .hasMessage("The cursor is not from this server; start again without a cursor");
    }

    @Test
    void refusesTheCursorOfAnotherList() {
        NamedItems<String> prompts = new NamedItems<>("prompt");
        prompts.add("a", "A");
        prompts.add("b", "B");
        Optional<String> cursor =
                prompts.page(Optional.empty(), 1, item -> true).next();

        assertThatThrownBy(() -> page(cursor, 2)).isInstanceOf(RpcException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "-2147483648", "2147483647", "7"})
    void staysWithinItsBoundsForAnyCursor(String index) {
        String forged =
                Base64.getUrlEncoder().encodeToString(("tool " + index + " gone").getBytes(StandardCharsets.UTF_8));

        assertThat(page(Optional.of(forged), 10).items()).hasSizeLessThanOrEqualTo(5);
    }

    @Test
    void writesAnyNameInACursor() {
        NamedItems<String> odd = new NamedItems<>("tool");
        List<String> names = List.of("with space", "ä😀", "", "7 x");
        names.forEach(name -> odd.add(name, name));

        List<String> seen = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            NamedItems.Page<String> page = odd.page(cursor, 1, item -> true);
            seen.addAll(page.items());
            cursor = page.next();
        } while (cursor.isPresent() && seen.size() < 100);

        assertThat(seen).isEqualTo(names);
    }

    @Test
    void refusesANameWithAnUnpairedSurrogate() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> listing.add("half \ud800", ""))
                .withMessage("tool 'half ?' has an unpaired surrogate in its name;" + " expected well-formed Unicode");
    }

    @Test
    void acceptsANameOnce() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> listing.add("a", "other"))
                .withMessage("tool 'a' already exists; expected a free name: remove the other tool first");
        assertThat(listing.find("a")).contains("A");
    }

    @Test
    void losesNoItemUnderConcurrency() throws Exception {
        NamedItems<Integer> shared = new NamedItems<>("tool");
        ExecutorService threads = Executors.newFixedThreadPool(8);
        CountDownLatch start = new CountDownLatch(1);
        List<Future<?>> done = new ArrayList<>();
        for (int thread = 0; thread < 8; thread++) {
            int offset = thread * 500;
            done.add(threads.submit(() -> {
                start.await();
                for (int i = offset; i < offset + 500; i++) {
                    shared.add("n" + i, i);
                    assertThat(shared.find("n" + i)).contains(i);
                }
                return null;
            }));
        }
        start.countDown();
        for (Future<?> one : done) {
            one.get();
        }
        threads.shutdown();

        assertThat(shared.size()).isEqualTo(4000);
        assertThat(new HashSet<>(shared.all())).hasSize(4000);
    }
}
