package dev.lmcp.server.legacy;

import dev.lmcp.server.base.Limit;
import dev.lmcp.server.base.Limits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The streams of one session: the standalone stream, those of running calls, and a few ended ones to resume. */
final class LegacyStreams {

    /** The maximum number of ended streams that a client can resume. */
    private static final int MAX_ENDED = 8;

    /** The time for which an ended stream can be resumed. */
    private static final Duration ENDED_TTL = Duration.ofMinutes(5);

    private final String node;
    private final int maxBytes;
    private final Function<String, Optional<StreamCopy>> copies;
    private final Map<String, LegacyStream> streams = new LinkedHashMap<>();
    private int opened;
    private boolean closed;

    /**
     * Creates the streams that this node has of a session.
     *
     * @param node the name of the node, with which the names of its streams begin
     */
    LegacyStreams(String node, Limits limits) {
        this(node, limits, name -> Optional.empty());
    }

    /**
     * Creates the streams that this node has of a session.
     *
     * @param copies returns the copy of a stream of a call for other nodes, by the name of the stream
     */
    LegacyStreams(String node, Limits limits, Function<String, Optional<StreamCopy>> copies) {
        this.node = node;
        this.copies = copies;
        this.maxBytes = limits.of(Limit.REPLAY_BUFFER_SIZE);
    }

    /** Returns the stream for messages that belong to no request. There is only one. */
    synchronized LegacyStream standalone() {
        return streams.computeIfAbsent(standaloneName(), name -> create(name, 0, Optional.empty()));
    }

    /** Returns the stream for messages that belong to no request, if there is one. */
    synchronized Optional<LegacyStream> standaloneIfOpen() {
        return find(standaloneName());
    }

    private String standaloneName() {
        return node + "-g";
    }

    /** Creates a stream for a call. */
    synchronized LegacyStream open() {
        opened++;
        String name = node + '-' + opened;
        LegacyStream stream = create(name, 0, copies.apply(name));
        streams.put(name, stream);
        evictEnded();
        return stream;
    }

    /**
     * Returns the stream of another node that a client resumes here. Creates it if there is none.
     *
     * @param last the number of the last event that the client has
     */
    synchronized LegacyStream resume(String name, long last) {
        return streams.computeIfAbsent(name, absent -> create(absent, last, Optional.empty()));
    }

    /** Removes a stream of another node. */
    synchronized void remove(LegacyStream stream) {
        streams.remove(stream.name(), stream);
    }

    /** Returns whether a name is that of a standalone stream, of any node. */
    static boolean isStandalone(String name) {
        return name.endsWith("-g");
    }

    private LegacyStream create(String name, long last, Optional<StreamCopy> copy) {
        LegacyStream stream = new LegacyStream(name, new LegacyEventLog(maxBytes / 4, last), copy);
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
     * Removes ended streams after their time.
     *
     * @param now the time, by {@link System#nanoTime}
     */
    synchronized void sweep(long now) {
        streams.values().removeIf(stream -> stream.isEnded() && now - stream.endedAt() > ENDED_TTL.toNanos());
    }

    /** Removes the oldest ended streams while there are too many, or while they take too many bytes. */
    private void evictEnded() {
        List<LegacyStream> ended =
                streams.values().stream().filter(LegacyStream::isEnded).toList();
        long bytes = ended.stream().mapToLong(LegacyStream::keptBytes).sum();
        int count = ended.size();
        for (LegacyStream oldest : ended) {
            if (count <= MAX_ENDED && bytes <= maxBytes) {
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
