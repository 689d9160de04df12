package dev.lmcp.server.methods;

import dev.lmcp.jsonrpc.RpcException;
import dev.lmcp.text.SafeText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Named items in the order in which they were added, read without a lock and cut into pages.
 *
 * <p>A cursor names the last item of the page before and its position, so that any node with the same items goes on
 * where another one stopped, and so does this one after a change. Safe for concurrent use.
 *
 * @param <T> what is listed
 */
public final class NamedItems<T> {

    /** What readers see: never changed once it is published. */
    private record View<T>(Map<String, T> byName, List<String> names) {}

    /**
     * Part of a listing.
     *
     * @param items its items
     * @param next where the next page begins, if there is one
     */
    public record Page<T>(List<T> items, Optional<String> next) {}

    private final String kind;
    private final Map<String, T> items = new LinkedHashMap<>();
    private volatile Optional<View<T>> view = Optional.empty();

    public NamedItems(String kind) {
        this.kind = kind;
    }

    /** What one of them is called, as in {@code tool}. */
    String kind() {
        return kind;
    }

    public synchronized void add(String name, T item) {
        if (name.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
            throw new IllegalArgumentException(kind + " " + SafeText.quoted(name)
                    + " has half a surrogate pair in its name; expected well-formed Unicode, which a cursor can hold");
        }
        if (items.putIfAbsent(name, item) != null) {
            throw new IllegalArgumentException(kind + " '" + name
                    + "' is there already; expected a name that is not taken: remove the other first");
        }
        view = Optional.empty();
    }

    synchronized boolean remove(String name) {
        boolean removed = items.remove(name) != null;
        view = Optional.empty();
        return removed;
    }

    public Optional<T> find(String name) {
        return Optional.ofNullable(view().byName().get(name));
    }

    List<T> all() {
        return List.copyOf(view().byName().values());
    }

    int size() {
        return view().names().size();
    }

    /**
     * Returns the page behind a cursor, of those items that may be seen.
     *
     * @throws RpcException where the cursor was not given out by a listing of this kind
     */
    public Page<T> page(Optional<String> cursor, int size, Predicate<T> visible) {
        View<T> now = view();
        int index = cursor.map(given -> start(now, given)).orElse(0);
        List<T> page = new ArrayList<>();
        int last = index;
        for (; index < now.names().size(); index++) {
            T item = now.byName().get(now.names().get(index));
            if (item == null || !visible.test(item)) {
                continue;
            }
            if (page.size() == size) {
                // named after what was shown: what stands between may not be seen
                return new Page<>(page, Optional.of(cursor(last, now.names().get(last))));
            }
            page.add(item);
            last = index;
        }
        return new Page<>(page, Optional.empty());
    }

    private String cursor(int index, String name) {
        String text = kind + ' ' + index + ' ' + name;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private int start(View<T> now, String cursor) {
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8).split(" ", 3);
            if (parts.length == 3 && parts[0].equals(kind)) {
                int index = Integer.parseInt(parts[1]);
                boolean same = index >= 0
                        && index < now.names().size()
                        && now.names().get(index).equals(parts[2]);
                int found = same ? index : now.names().indexOf(parts[2]);
                return found >= 0
                        ? found + 1
                        : Math.max(0, Math.min(index, now.names().size()));
            }
        } catch (IllegalArgumentException e) {
            // not one of ours, as is said below
        }
        throw RpcException.invalidParams("The cursor is not one that this server gave out; start again without one");
    }

    private View<T> view() {
        Optional<View<T>> current = view;
        return current.isPresent() ? current.get() : rebuild();
    }

    private synchronized View<T> rebuild() {
        View<T> fresh = new View<>(new LinkedHashMap<>(items), List.copyOf(items.keySet()));
        view = Optional.of(fresh);
        return fresh;
    }
}
