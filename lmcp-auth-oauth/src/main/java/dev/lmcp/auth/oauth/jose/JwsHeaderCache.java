package dev.lmcp.auth.oauth.jose;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Reads protected headers, each once in a while only: an issuer puts the same one before every token that a key signs.
 *
 * <p>What is kept is found again by all of its bytes and stands for nothing but itself, so it does not matter who sent
 * it. It is little: {@value #SLOTS} headers of at most {@value #MAX_LENGTH} bytes. Safe for concurrent use.
 */
public final class JwsHeaderCache {

    private static final int SLOTS = 16;
    private static final int MAX_LENGTH = 256;

    private final AtomicReferenceArray<@Nullable Entry> slots = new AtomicReferenceArray<>(SLOTS);

    private record Entry(byte[] json, JwsHeader header) {}

    /** The header that these bytes are; they are not to be changed afterwards. */
    JwsHeader read(byte[] json) {
        int slot = Arrays.hashCode(json) & (SLOTS - 1);
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
