package dev.lmcp.verification.bench;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;

/** How soon a call is cancelled once the connection of its caller has ended. */
final class Departures {

    static final int TIMES = 20;

    /** By then the tool runs. */
    private static final int BEGUN_MILLIS = 100;

    /** How a caller leaves. */
    interface Departure {
        void from(Connection connection) throws IOException;
    }

    private final ServerProcess server;

    Departures(ServerProcess server) {
        this.server = server;
    }

    double longestMillis(Departure departure) throws IOException, InterruptedException {
        double longest = 0;
        for (int i = 0; i < TIMES; i++) {
            Connection connection = new Connection(server.url());
            connection.begin("POST", Calls.modern("wait", ""));
            TimeUnit.MILLISECONDS.sleep(BEGUN_MILLIS);
            Instant left = Instant.now();
            departure.from(connection);
            longest = Math.max(longest, ChronoUnit.MICROS.between(left, server.cancelled()) / 1e3);
        }
        return longest;
    }
}
