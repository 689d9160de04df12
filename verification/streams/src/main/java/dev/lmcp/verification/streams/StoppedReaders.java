package dev.lmcp.verification.streams;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/** Readers that stop, and one that is slow, of streams on which much is said. */
final class StoppedReaders {

    private static final int STOPPED = 20;
    private static final int URIS = 100;
    private static final int SIZE = 2_000;
    private static final int MAX_ROUNDS = 200;

    private final Checks checks;
    private final ServerProcess server;
    private final Client client;

    private StoppedReaders(Checks checks, ServerProcess server) {
        this.checks = checks;
        this.server = server;
        this.client = new Client(server.port());
    }

    static void run(Checks checks, Path logs, boolean all) throws IOException, InterruptedException {
        checks.part(STOPPED + " readers that stop, and a slow one, of " + URIS * SIZE / 1_000 + " kB a round");
        try (ServerProcess server =
                ServerProcess.start(logs, "readers", "-Xmx512m", "lmcp.limits.heartbeat-interval=250ms")) {
            StoppedReaders readers = new StoppedReaders(checks, server);
            readers.run();
            readers.callers(all);
        }
    }

    private Request listen(int number) {
        StringBuilder uris = new StringBuilder();
        for (int i = 0; i < URIS; i++) {
            uris.append(i == 0 ? "\"" : ",\"").append(Names.resource(i, SIZE)).append('"');
        }
        return Client.modern(
                Integer.toString(number),
                "subscriptions/listen",
                "\"notifications\":{\"resourceSubscriptions\":[" + uris + "]}");
    }

    private void run() throws IOException, InterruptedException {
        Wire[] stopped = new Wire[STOPPED];
        AtomicLong read = new AtomicLong();
        AtomicLong slowEnded = new AtomicLong();
        long heap = client.heap();
        int descriptors = server.descriptors();
        Wire slow = client.open();
        slow.send(listen(0).bytes());
        Reply head = slow.head();
        Thread reader = new Thread(() -> readSlowly(slow.body(head), read, slowEnded), "slow");
        reader.start();
        for (int i = 0; i < STOPPED; i++) {
            stopped[i] = new Wire(server.port(), 4_096);
            stopped[i].send(listen(i + 1).bytes());
            stopped[i].head();
        }
        int open = server.descriptors();
        long slowest = 0;
        long all = 0;
        int rounds = 0;
        while (server.descriptors() > open - STOPPED && rounds < MAX_ROUNDS) {
            long micros = client.structured("update", "{\"count\":" + URIS + ",\"size\":" + SIZE + "}")
                    .path("micros")
                    .longValue();
            slowest = Math.max(slowest, micros);
            all += micros;
            rounds++;
            // A slow reader keeps up with what is said no faster than this.
            Thread.sleep(25);
        }
        checks.that(
                "each is cut off at its bound",
                server.descriptors() <= open - STOPPED,
                (open - server.descriptors()) + " of " + STOPPED + " after " + rounds + " rounds");
        int busy = client.vitals().path("busy").intValue();
        checks.that("no container thread waits for one that was cut off", busy <= 2, busy + " busy");
        checks.that(
                "who notifies is not slowed",
                all / Math.max(rounds, 1) <= 25_000 && slowest <= 1_000_000,
                "a round of " + URIS + " takes " + all / Math.max(rounds, 1) + " µs, at most " + slowest);
        checks.that(
                "the slow reader that keeps up is not cut off",
                slowEnded.get() == 0 && read.get() > 0,
                "it has read " + Checks.mebibytes(read.get()));
        checks.freed("their memory is freed", client.heap() - heap);
        for (Wire wire : stopped) {
            wire.close();
        }
        slow.close();
        reader.join();
        long begun = System.nanoTime();
        while (server.descriptors() > descriptors + 2 && System.nanoTime() - begun < 10_000_000_000L) {
            Thread.sleep(20);
        }
        checks.that(
                "all descriptors are back",
                server.descriptors() <= descriptors + 2,
                descriptors + " → " + open + " → " + server.descriptors());
    }

    /** Pauses for 2 ms behind each 64 KiB, so that it is slower than what is said at times, and faster on the whole. */
    private static void readSlowly(InputStream in, AtomicLong read, AtomicLong ended) {
        try {
            for (byte[] bytes = in.readNBytes(64 * 1024); bytes.length > 0; bytes = in.readNBytes(64 * 1024)) {
                read.addAndGet(bytes.length);
                Thread.sleep(2);
            }
            ended.set(System.nanoTime());
        } catch (IOException e) {
            // this side has closed it
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Callers whose tool says more than they read: the call's own thread waits for them, but not for ever. */
    private void callers(boolean all) throws IOException, InterruptedException {
        Wire[] stopped = new Wire[STOPPED];
        for (int i = 0; i < STOPPED; i++) {
            stopped[i] = new Wire(server.port(), 4_096);
            stopped[i].send(Client.modernTool("1", "steps", "{\"count\":100,\"millis\":0,\"size\":1000000}")
                    .bytes());
        }
        Thread.sleep(1_000);
        String session = client.session(Client.NEWEST);
        Latencies.ofCalls(client, session, 500)
                .check(checks, "callers that do not read what their tools say slow nobody else", 500);
        if (all) {
            awaitTimeout();
        }
        for (Wire wire : stopped) {
            wire.close();
        }
    }

    private void awaitTimeout() throws IOException, InterruptedException {
        long begun = System.nanoTime();
        int busy = client.vitals().path("busy").intValue();
        while (client.vitals().path("busy").intValue() > 3 && System.nanoTime() - begun < 40_000_000_000L) {
            Thread.sleep(100);
        }
        checks.within(
                "and the container's write timeout frees their threads (" + busy + " busy)",
                (System.nanoTime() - begun) / 1e6,
                25_000);
    }
}
