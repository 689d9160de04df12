package dev.lmcp.verification.streams;

import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;

/** How long ordinary calls take, sorted. */
record Latencies(long[] nanos, int refused) {

    /** Calls a tool so often, half in each era, over kept and new connections in turn. */
    static Latencies ofCalls(Client client, String session, int count) throws IOException {
        long[] nanos = new long[count];
        int refused = 0;
        try (Wire kept = client.open()) {
            for (int i = 0; i < count; i++) {
                Request request = i % 4 < 2
                        ? Client.legacyTool(session, Integer.toString(i + 1), "echo", "{\"text\":\"hello\"}")
                        : Client.modernTool(Integer.toString(i + 1), "echo", "{\"text\":\"hello\"}");
                long begun = System.nanoTime();
                Reply reply = i % 2 == 0 ? kept.call(request) : client.call(request);
                nanos[i] = System.nanoTime() - begun;
                refused += reply.status() == 200 && reply.code() == 0 ? 0 : 1;
            }
        }
        Arrays.sort(nanos);
        return new Latencies(nanos, refused);
    }

    double percentile(int percent) {
        return nanos[Math.min(nanos.length - 1, nanos.length * percent / 100)] / 1e6;
    }

    void check(Checks checks, String claim, double limitMillis) {
        checks.that(
                claim,
                refused == 0 && percentile(99) <= limitMillis,
                String.format(
                        Locale.ROOT,
                        "%d calls, %d refused, p50 %.1f, p99 %.1f (at most %.0f), longest %.1f ms",
                        nanos.length,
                        refused,
                        percentile(50),
                        percentile(99),
                        limitMillis,
                        percentile(100)));
    }
}
