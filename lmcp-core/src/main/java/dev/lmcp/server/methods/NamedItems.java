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
 * Named items in the order of their registration, with pagination. Reads need no lock.
 *
 * <p>A cursor holds the name and the position of the last item of a page. It stays valid after a change of the items,
 * and on any other node with the same items. Safe for concurrent use.
 *
 * @param <T> the type of the items
 */
public final class NamedItems<T> {

    /** An immutable snapshot for readers. */
    private record Snapshot<T>(Map<String, T> byName, List<String> names) {}

    /**
     * A page of items.
     *
     * @param items its items
     * @param next the cursor of the next page, if there is one
     */
    public record Page<T>(List<T> items, Optional<String> next) {}

    private final String kind;
    private final Map<String, T> items = new LinkedHashMap<>();
    private volatile Optional<Snapshot<T>> snapshot = Optional.empty();

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
                    + " has an unpaired surrogate in its name; expected well-formed Unicode");
        }
        if (items.putIfAbsent(name, item) != null) {
            throw new IllegalArgumentException(
                    kind + " '" + name + "' already exists; expected a free name: remove the other " + kind + " first");
        }
        snapshot = Optional.empty();
    }

    synchronized boolean remove(String name) {
        boolean removed = items.remove(name) != null;
        snapshot = Optional.empty();
        return removed;
    }

    public Optional<T> find(String name) {
        return Optional.ofNullable(snapshot().byName().get(name));
    }

    List<T> all() {
        return List.copyOf(snapshot().byName().values());
    }

    int size() {
        return snapshot().names().size();
    }

    /**
     * Returns the page after a cursor, with the visible items only.
     *
     * @throws RpcException if the cursor is not from a list of this kind
     */
    public Page<T> page(Optional<String> cursor, int size, Predicate<T> visible) {
        Snapshot<T> current = snapshot();
        int index = cursor.map(given -> start(current, given)).orElse(0);
        List<T> page = new ArrayList<>();
        int last = index;
        for (; index < current.names().size(); index++) {
            T item = current.byName().get(current.names().get(index));
            if (item == null || !visible.test(item)) {
                continue;
            }
            if (page.size() == size) {
                // the cursor names the last visible item: it must not reveal the name of a hidden one
                return new Page<>(page, Optional.of(cursor(last, current.names().get(last))));
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

    private int start(Snapshot<T> current, String cursor) {
        try {
            String[] fields = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8).split(" ", 3);
            if (fields.length == 3 && fields[0].equals(kind)) {
                int index = Integer.parseInt(fields[1]);
                boolean isUnchanged = index >= 0
                        && index < current.names().size()
                        && current.names().get(index).equals(fields[2]);
                int found = isUnchanged ? index : current.names().indexOf(fields[2]);
                return found >= 0
                        ? found + 1
                        : Math.max(0, Math.min(index, current.names().size()));
            }
        } catch (IllegalArgumentException e) {
            // the exception below reports the invalid cursor
        }
        throw RpcException.invalidParams("The cursor is not from this server; start again without a cursor");
    }

    private Snapshot<T> snapshot() {
        Optional<Snapshot<T>> current = snapshot;
        return current.isPresent() ? current.get() : rebuild();
    }

    private synchronized Snapshot<T> rebuild() {
        Snapshot<T> fresh = new Snapshot<>(new LinkedHashMap<>(items), List.copyOf(items.keySet()));
        snapshot = Optional.of(fresh);
        return fresh;
    }
}
