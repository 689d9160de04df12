package dev.lmcp.server.legacy;

import dev.lmcp.server.base.Limit;
import dev.lmcp.server.base.Limits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The streams of one session: the standalone one, those of running calls, and a few finished ones to resume. */
final class LegacyStreams {

    /** The stream for what belongs to no request. */
    static final String STANDALONE = "g";

    /** How many finished streams a client may still come back to. */
    private static final int MAX_FINISHED = 8;

    /** How long it may take to come back to a finished stream, whose response it may not have seen. */
    private static final Duration KEPT = Duration.ofMinutes(5);

    private final int maxBytes;
    private final Map<String, LegacyStream> streams = new LinkedHashMap<>();
    private int opened;
    private boolean closed;

    LegacyStreams(Limits limits) {
        this.maxBytes = limits.of(Limit.REPLAY_BUFFER_SIZE);
    }

    /** The stream for what belongs to no request; the same one at all times. */
    synchronized LegacyStream standalone() {
        return streams.computeIfAbsent(STANDALONE, name -> make(name));
    }

    /** A new stream for a call. */
    synchronized LegacyStream open() {
        opened++;
        String name = Integer.toString(opened);
        LegacyStream stream = make(name);
        streams.put(name, stream);
        dropMostFinished();
        return stream;
    }

    private LegacyStream make(String name) {
        LegacyStream stream = new LegacyStream(name, maxBytes / 4);
        if (closed) {
            stream.end();
        }
        return stream;
    }

    synchronized Optional<LegacyStream> find(String name) {
        return Optional.ofNullable(streams.get(name));
    }

    synchronized boolean isOpen() {
        return streams.values().stream().anyMatch(LegacyStream::isConnected);
    }

    /**
     * Forgets finished streams that no client has come back for; called now and then.
     *
     * @param now by {@link System#nanoTime}
     */
    synchronized void sweep(long now) {
        streams.values().removeIf(stream -> stream.isEnded() && now - stream.endedAt() > KEPT.toNanos());
    }

    /** Forgets the oldest finished streams while there are too many, or while they hold too much. */
    private void dropMostFinished() {
        List<LegacyStream> finished =
                streams.values().stream().filter(LegacyStream::isEnded).toList();
        long bytes = finished.stream().mapToLong(LegacyStream::keptBytes).sum();
        int count = finished.size();
        for (LegacyStream oldest : finished) {
            if (count <= MAX_FINISHED && bytes <= maxBytes) {
                return;
            }
            streams.remove(oldest.name());
            bytes -= oldest.keptBytes();
            count--;
        }
    }

    void close() {
        List<LegacyStream> all;
        synchronized (this) {
            closed = true;
            all = new ArrayList<>(streams.values());
        }
        all.forEach(LegacyStream::end);
    }
}
