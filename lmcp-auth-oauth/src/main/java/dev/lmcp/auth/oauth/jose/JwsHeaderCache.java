package dev.lmcp.auth.oauth.jose;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * A cache of parsed headers: an issuer writes the same header into each token that a key signs.
 *
 * <p>An entry is found by all bytes of the header. Therefore it does not matter which caller sent the header first. The
 * cache holds at most {@value #MAX_HEADERS} headers of at most {@value #MAX_LENGTH} bytes each. Safe for concurrent
 * use.
 */
public final class JwsHeaderCache {

    private static final int MAX_HEADERS = 16;
    private static final int MAX_LENGTH = 256;

    private final AtomicReferenceArray<@Nullable Entry> slots = new AtomicReferenceArray<>(MAX_HEADERS);

    private record Entry(byte[] json, JwsHeader header) {}

    /** Returns the parsed header. The caller must not change the bytes afterwards. */
    JwsHeader read(byte[] json) {
        int slot = Arrays.hashCode(json) & (MAX_HEADERS - 1);
        Entry known = slots.get(slot);
        if (known != null && Arrays.equals(known.json(), json)) {
            return known.header();
        }
        JwsHeader header = JwsHeader.read(json);
        if (json.length <= MAX_LENGTH) {
            slots.set(slot, new Entry(json, header));
        }
        return header;
    }
}
