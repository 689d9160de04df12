package dev.lmcp.verification.streams;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;

/** Very many connections, opened and asked about by one thread, read by another. */
final class Swarm implements AutoCloseable {

    /** The ports of one address are not enough for all. */
    private static final int MAX_PER_ADDRESS = 4_000;

    private final int port;
    private final Selector selector = Selector.open();
    private final Queue<Member> arriving = new ConcurrentLinkedQueue<>();
    private final List<Member> members = new ArrayList<>();
    private final ByteBuffer buffer = ByteBuffer.allocate(64 * 1024);
    private final Thread reader = new Thread(this::read, "swarm");
    private int connected;
    private volatile boolean closing;

    Swarm(int port) throws IOException {
        this.port = port;
        reader.setDaemon(true);
        reader.start();
    }

    /** Connects, sends these bytes, and reads whatever comes from then on. */
    Member add(byte[] bytes) throws IOException {
        SocketChannel channel = SocketChannel.open();
        // 127.0.0.1 is left to ordinary calls.
        byte[] source = {127, 0, 0, (byte) (2 + connected / MAX_PER_ADDRESS)};
        channel.bind(new InetSocketAddress(InetAddress.getByAddress(source), 0));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        connected++;
        channel.write(ByteBuffer.wrap(bytes));
        channel.configureBlocking(false);
        Member member = new Member(channel);
        members.add(member);
        arriving.add(member);
        selector.wakeup();
        return member;
    }

    List<Member> members() {
        return members;
    }

    long count(Predicate<Member> which) {
        return members.stream().filter(which).count();
    }

    /** Waits until all of so many members are like that; returns whether they were in time. */
    boolean await(int count, Predicate<Member> which, long millis) throws InterruptedException {
        long end = System.nanoTime() + millis * 1_000_000;
        while (count(which) < count) {
            if (System.nanoTime() > end) {
                return false;
            }
            Thread.sleep(10);
        }
        return true;
    }

    private void read() {
        try {
            while (!closing) {
                selector.select(1_000);
                for (Member member = arriving.poll(); member != null; member = arriving.poll()) {
                    if (member.channel().isOpen()) {
                        member.channel().register(selector, SelectionKey.OP_READ, member);
                    }
                }
                Iterator<SelectionKey> ready = selector.selectedKeys().iterator();
                while (ready.hasNext()) {
                    read(ready.next());
                    ready.remove();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read(SelectionKey key) throws IOException {
        Member member = (Member) key.attachment();
        buffer.clear();
        int count;
        try {
            count = member.channel().read(buffer);
        } catch (IOException e) {
            count = -1;
        }
        if (count < 0) {
            member.closedByPeer();
            member.channel().close();
        } else {
            member.took(buffer.flip());
        }
    }

    /** Closes every connection, as clients do that end. */
    void vanish() throws IOException {
        for (Member member : members) {
            member.channel().close();
        }
        selector.wakeup();
    }

    @Override
    public void close() throws IOException {
        vanish();
        closing = true;
        selector.wakeup();
        try {
            reader.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        selector.close();
    }
}
