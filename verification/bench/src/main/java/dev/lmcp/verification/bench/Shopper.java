package dev.lmcp.verification.bench;

import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** One user of the public benchmark, who calls its three tools and asks for the list of tools, again and again. */
final class Shopper implements Callable<Shopper.Bought> {

    private static final int PAUSE_MILLIS = 50;
    private static final String SESSION = "mcp-session-id";
    private static final String LIST = "tools/list";

    /** How a user calls. */
    enum Way {
        /** As the public benchmark does: a session for each call, and a pause after all four. */
        SESSION_FOR_EACH,
        /** In one session, without a pause. */
        ONE_SESSION,
        /** By the revision without sessions, without a pause. */
        MODERN
    }

    /**
     * What a user did until the end.
     *
     * @param requests how often a session was opened, a tool called, or the list asked for
     * @param nanos what each call of a tool took
     */
    record Bought(int requests, long[] nanos) {}

    private record Step(String name, HttpCall call, String expected) {}

    private final Connection connection;
    private final Way way;
    private final long end;
    private final List<Step> steps;
    private int requests;
    private long[] nanos = new long[1024];
    private int calls;

    /**
     * Creates a user with a connection.
     *
     * @param end when {@link System#nanoTime} is so, it stops
     */
    Shopper(URI url, int number, Way way, long end) throws IOException {
        this.connection = new Connection(url);
        this.way = way;
        this.end = end;
        String user = "user-%05d".formatted(number);
        this.steps = List.of(
                step("search_products", """
                        {"category":"Electronics","min_price":50.0,"max_price":500.0,"limit":10}""", "2251"),
                step("get_user_cart", "{\"user_id\":\"" + user + "\"}", "recent_history"),
                step(
                        "checkout",
                        "{\"user_id\":\"" + user
                                + "\",\"items\":[{\"product_id\":42,\"quantity\":2},{\"product_id\":1337,\"quantity\":1}]}",
                        "confirmed"),
                new Step(LIST, way == Way.MODERN ? Calls.modernList() : Calls.legacyList(), "search_products"));
    }

    private Step step(String tool, String arguments, String expected) {
        HttpCall call = way == Way.MODERN ? Calls.modernCall(tool, arguments) : Calls.legacyCall(tool, arguments);
        return new Step(tool, call, expected);
    }

    @Override
    public Bought call() throws IOException, InterruptedException {
        try (connection) {
            String session = way == Way.ONE_SESSION ? open() : "";
            while (System.nanoTime() < end) {
                for (Step step : steps) {
                    walk(step, session);
                }
                if (way == Way.SESSION_FOR_EACH) {
                    TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
                }
            }
            if (!session.isEmpty()) {
                close(session);
            }
        }
        return new Bought(requests, Arrays.copyOf(nanos, calls));
    }

    private void walk(Step step, String session) throws IOException {
        if (way == Way.SESSION_FOR_EACH) {
            String own = open();
            count();
            run(step, own);
            close(own);
        } else {
            run(step, session);
        }
    }

    private void run(Step step, String session) throws IOException {
        HttpCall call = session.isEmpty() ? step.call() : step.call().with(SESSION, session);
        long begun = System.nanoTime();
        Connection.Answer answer = connection.post(call);
        long took = System.nanoTime() - begun;
        if (answer.status() != 200 || !answer.body().contains(step.expected())) {
            throw new IOException(
                    "'" + step.name() + "' was answered " + answer + "; expected 200 and '" + step.expected() + "'");
        }
        if (count() && !step.name().equals(LIST)) {
            nanos = calls < nanos.length ? nanos : Arrays.copyOf(nanos, 2 * calls);
            nanos[calls++] = took;
        }
    }

    /** Whether the answer came before the end. */
    private boolean count() {
        boolean isInTime = System.nanoTime() < end;
        requests += isInTime ? 1 : 0;
        return isInTime;
    }

    private String open() throws IOException {
        Connection.Answer answer = connection.post(Calls.initialize());
        String session = answer.headers().get(SESSION);
        if (session == null) {
            throw new IOException("no session was opened: " + answer);
        }
        require(connection.post(Calls.initialized().with(SESSION, session)));
        return session;
    }

    private void close(String session) throws IOException {
        require(connection.send("DELETE", Calls.end().with(SESSION, session)));
    }

    private static void require(Connection.Answer answer) throws IOException {
        if (answer.status() / 100 != 2) {
            throw new IOException("the answer was " + answer + "; expected a success");
        }
    }
}
