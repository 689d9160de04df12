package dev.lmcp.verification.streams;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;

/** Senders that take their time: a byte at a time of header fields, of a body, or of a body in chunks. */
final class Dribblers {

    private static final int SENDERS = 500;
    private static final int PAUSE_MILLIS = 100;
    private static final int BYTES = 60;

    /** Where the container gives up on header fields, and lmcp on a body, with some room. */
    private static final long GIVEN_UP_MILLIS = 75_000;

    private static final byte[] PING =
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}".getBytes(StandardCharsets.UTF_8);

    private final Checks checks;
    private final Client client;
    private final String session;

    private Dribblers(Checks checks, Client client) throws IOException {
        this.checks = checks;
        this.client = client;
        this.session = client.session(Client.NEWEST);
    }

    static void run(Checks checks, Path logs, boolean all) throws IOException, InterruptedException {
        checks.part(SENDERS + " senders that dribble, a byte each " + PAUSE_MILLIS + " ms");
        try (ServerProcess server = ServerProcess.start(logs, "dribblers", "-Xmx512m")) {
            Dribblers dribblers = new Dribblers(checks, new Client(server.port()));
            Latencies.ofCalls(dribblers.client, dribblers.session, 1_000);
            dribblers.dribble(all);
        }
    }

    private void dribble(boolean all) throws IOException, InterruptedException {
        long heap = client.heap();
        try (Swarm swarm = new Swarm(client.port())) {
            for (int i = 0; i < SENDERS; i++) {
                swarm.add(begin(i));
            }
            AtomicBoolean enough = new AtomicBoolean();
            Thread drip = new Thread(() -> drip(swarm, enough), "drip");
            drip.start();
            Latencies.ofCalls(client, session, 2_000).check(checks, "ordinary calls are served at once", 500);
            int busy = client.vitals().path("busy").intValue();
            checks.that("no container thread is held", busy <= 10, busy + " busy, the one that answers included");
            drip.join();
            checks.that(
                    "who gets to the end is answered",
                    swarm.await(SENDERS / 2, member -> member.status() == 200, 10_000),
                    swarm.count(member -> member.status() == 200) + " of " + SENDERS / 2);
            if (all) {
                giveUp(swarm);
            }
        }
        checks.freed("their memory is freed", client.heap() - heap);
    }

    /** A half of them sends header fields, the others a body, that one in two in chunks. */
    private byte[] begin(int number) {
        Request request = Request.post(PING).token(Client.ALICE).session(session);
        return switch (number % 4) {
            case 0 -> request.head();
            case 1 -> chunked(request).head();
            default -> "POST /mcp HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ".getBytes(StandardCharsets.US_ASCII);
        };
    }

    private static Request chunked(Request request) {
        return request.without("Content-Length").and("Transfer-Encoding", "chunked");
    }

    private static void drip(Swarm swarm, AtomicBoolean enough) {
        try {
            for (int at = 0; at < BYTES && !enough.get(); at++) {
                int number = 0;
                for (Member member : swarm.members()) {
                    member.send(piece(number, at));
                    number++;
                }
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static byte[] piece(int number, int at) {
        boolean more = at < PING.length;
        byte next = more ? PING[at] : (byte) 'x';
        return switch (number % 4) {
            case 0 -> more ? new byte[] {next} : new byte[0];
            case 1 ->
                more
                        ? new byte[] {'1', '\r', '\n', next, '\r', '\n'}
                        : (at == PING.length ? "0\r\n\r\n" : "").getBytes(StandardCharsets.US_ASCII);
            default -> new byte[] {'x'};
        };
    }

    private void giveUp(Swarm swarm) throws InterruptedException {
        long begun = System.nanoTime();
        int unfinished = SENDERS / 2;
        boolean closed =
                swarm.await(unfinished, member -> member.status() != 200 && member.isClosedByPeer(), GIVEN_UP_MILLIS);
        checks.that(
                "who never gets there is given up on",
                closed,
                swarm.count(Member::isClosedByPeer) + " closed in " + (System.nanoTime() - begun) / 1_000_000 + " ms");
    }
}
