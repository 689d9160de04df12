package dev.lmcp.verification.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

/** Fifty users of the public benchmark at once. */
final class Shoppers {

    private static final int USERS = 50;

    private Shoppers() {}

    /**
     * What a server did for all of them.
     *
     * @param perSecond requests answered a second
     * @param cpuMicros processor time of the server's for each
     * @param p95 within so many milliseconds 95 of 100 calls of tools were answered
     * @param p99 within so many 99 of 100
     */
    record Served(double perSecond, double cpuMicros, double p95, double p99) {}

    static Served send(ServerProcess server, Shopper.Way way, int seconds) throws IOException, InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(USERS);
        try {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
            List<Future<Shopper.Bought>> users = new ArrayList<>();
            long before = server.cpuMicros();
            for (int i = 1; i <= USERS; i++) {
                users.add(threads.submit(new Shopper(server.url(), i, way, end)));
            }
            TimeUnit.NANOSECONDS.sleep(end - System.nanoTime());
            double used = server.cpuMicros() - before;
            List<Shopper.Bought> bought = new ArrayList<>();
            for (Future<Shopper.Bought> user : users) {
                bought.add(user.get());
            }
            return served(bought, used, seconds);
        } catch (ExecutionException e) {
            throw new IOException("a user of " + server.url() + " gave up: " + e.getCause(), e);
        } finally {
            threads.shutdownNow();
        }
    }

    private static Served served(List<Shopper.Bought> bought, double cpuMicros, int seconds) {
        double requests = bought.stream().mapToInt(Shopper.Bought::requests).sum();
        long[] nanos = bought.stream()
                .flatMapToLong(one -> LongStream.of(one.nanos()))
                .sorted()
                .toArray();
        return new Served(requests / seconds, cpuMicros / requests, millis(nanos, 0.95), millis(nanos, 0.99));
    }

    private static double millis(long[] sorted, double part) {
        // a cold server may answer none in a short time
        return sorted.length == 0 ? Double.NaN : sorted[(int) Math.ceil(sorted.length * part) - 1] / 1e6;
    }
}
