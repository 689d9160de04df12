package dev.lmcp.verification.streams;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Measures how fast cancelled work ends, and checks that other work does not wait for it. */
final class Cancellations {

    static final int HEARTBEAT_MILLIS = 250;
    private static final String LONG = "{\"millis\":30000}";

    private final Checks checks;
    private final Client client;
    private final String session;

    private Cancellations(Checks checks, Client client) throws IOException {
        this.checks = checks;
        this.client = client;
        this.session = client.session(Client.NEWEST);
    }

    static void run(Checks checks, Path logs) throws IOException, InterruptedException {
        checks.part("cancellation and order, heartbeat " + HEARTBEAT_MILLIS + " ms");
        try (ServerProcess server = ServerProcess.start(
                logs, "cancellation", "-Xmx512m", "lmcp.limits.heartbeat-interval=" + HEARTBEAT_MILLIS + "ms")) {
            Cancellations cancellations = new Cancellations(checks, new Client(server.port()));
            Latencies.ofCalls(cancellations.client, cancellations.session, 500);
            cancellations.byNotification();
            cancellations.byDisconnect("closes", false);
            cancellations.byDisconnect("resets", true);
            cancellations.legacyOutlivesItsConnection();
            cancellations.pingDuringWork();
            cancellations.overlap();
        }
    }

    private void byNotification() throws IOException, InterruptedException {
        try (Wire wire = client.open()) {
            wire.send(Client.legacyTool(session, "\"long\"", "sleep", LONG).bytes());
            awaitSleeping(1);
            long begun = System.nanoTime();
            client.call(Client.notification(session, "notifications/cancelled", "{\"requestId\":\"long\"}"));
            checks.within("legacy: 'sleep 30 s' ends by notifications/cancelled, its thread free", ended(begun), 1_000);
            wire.patience(2_000);
            Reply reply = wire.reply();
            checks.that(
                    "legacy: a cancelled request gets no response",
                    reply.json().isMissingNode(),
                    reply.brief() + " " + reply.body().length() + " bytes");
        }
        checks.that("legacy: the session lives on", client.isAlive(session), "ping");
    }

    private void byDisconnect(String how, boolean reset) throws IOException, InterruptedException {
        Wire wire = client.open();
        wire.send(Client.modernTool("1", "sleep", LONG).bytes());
        awaitSleeping(1);
        long begun = System.nanoTime();
        if (reset) {
            wire.abort();
        } else {
            wire.close();
        }
        checks.within(
                "modern: 'sleep 30 s' ends when the caller " + how + " the connection, its thread free",
                ended(begun),
                Engine.current().maxMillisToCancel());
    }

    private void legacyOutlivesItsConnection() throws IOException, InterruptedException {
        Wire wire = client.open();
        wire.send(Client.legacyTool(session, "\"outlives\"", "sleep", LONG).bytes());
        awaitSleeping(1);
        wire.abort();
        Thread.sleep(4L * HEARTBEAT_MILLIS);
        int sleeping = client.vitals().path("sleeping").intValue();
        checks.that("legacy: a call outlives its connection", sleeping == 1, sleeping + " sleeping");
        long begun = System.nanoTime();
        client.call(Request.of("DELETE").token(Client.ALICE).session(client.session(Client.NEWEST)));
        client.call(Client.notification(session, "notifications/cancelled", "{\"requestId\":\"outlives\"}"));
        checks.within("legacy: and is cancelled afterwards", ended(begun), 1_000);
    }

    private void pingDuringWork() throws IOException {
        try (Wire wire = client.open()) {
            wire.send(Client.legacyTool(session, "7", "sleep", "{\"millis\":3000}")
                    .bytes());
            long begun = System.nanoTime();
            client.isAlive(session);
            checks.within("a ping during 3 s of work in its session is answered at once", millisSince(begun), 250);
            Reply reply = wire.reply();
            checks.that(
                    "and the work goes on to its end",
                    reply.json().path("id").intValue(0) == 7,
                    reply.brief() + " after " + (long) millisSince(begun) + " ms");
        }
    }

    private void overlap() throws IOException {
        long begun = System.nanoTime();
        List<Wire> wires = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Wire wire = client.open();
            wire.send(Client.legacyTool(session, Integer.toString(i), "sleep", "{\"millis\":1000}")
                    .bytes());
            wires.add(wire);
        }
        boolean good = true;
        for (Wire wire : wires) {
            good &= wire.reply().status() == 200;
            wire.close();
        }
        double millis = millisSince(begun);
        checks.that("three calls of 1 s in one session overlap", good && millis < 1_900, (long) millis + " ms");
    }

    private void awaitSleeping(int count) throws IOException, InterruptedException {
        while (client.vitals().path("sleeping").intValue() != count) {
            Thread.sleep(5);
        }
    }

    /** Waits until no tool sleeps and only the asking thread is busy; returns how long that took. */
    private double ended(long begun) throws IOException, InterruptedException {
        while (client.vitals().path("sleeping").intValue() > 0
                || client.vitals().path("busy").intValue() > 1) {
            if (millisSince(begun) > 10_000) {
                break;
            }
            Thread.sleep(5);
        }
        return millisSince(begun);
    }

    private static double millisSince(long begun) {
        return (System.nanoTime() - begun) / 1e6;
    }
}
