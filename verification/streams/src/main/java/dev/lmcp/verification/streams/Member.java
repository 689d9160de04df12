package dev.lmcp.verification.streams;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** One connection of a {@link Swarm}, and what has come over it; written by one thread, read by others. */
final class Member {

    private static final String CHANGE = "list_changed";
    private static final String COMMENT = ":\n\n";

    private final SocketChannel channel;
    private volatile int status;
    private volatile int changes;
    private volatile int comments;
    private volatile long lastChange;
    private volatile boolean closedByPeer;
    private String tail = "";

    Member(SocketChannel channel) {
        this.channel = channel;
    }

    SocketChannel channel() {
        return channel;
    }

    /** The status of the response, 0 while there is none. */
    int status() {
        return status;
    }

    int changes() {
        return changes;
    }

    int comments() {
        return comments;
    }

    /** When the latest change was read, by {@link System#nanoTime}. */
    long lastChange() {
        return lastChange;
    }

    boolean isClosedByPeer() {
        return closedByPeer;
    }

    void closedByPeer() {
        closedByPeer = true;
    }

    /** Sends a byte or a few; false where the peer takes them no more. */
    boolean send(byte[] bytes) {
        try {
            return channel.write(ByteBuffer.wrap(bytes)) == bytes.length;
        } catch (IOException e) {
            return false;
        }
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes
    void took(ByteBuffer bytes) {
        String text = tail + StandardCharsets.ISO_8859_1.decode(bytes);
        if (status == 0 && text.length() >= 12) {
            status = Integer.parseInt(text.substring(9, 12));
        }
        int found = count(text, CHANGE);
        if (found > 0) {
            lastChange = System.nanoTime();
            changes += found;
        }
        comments += count(text, COMMENT);
        tail = text.substring(Math.max(0, text.length() - CHANGE.length()));
    }

    /** How often the word stands in the text, not counting what ended in the part that was seen before. */
    private int count(String text, String word) {
        int count = 0;
        for (int at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
            count += at + word.length() > tail.length() ? 1 : 0;
        }
        return count;
    }
}
