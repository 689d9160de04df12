package dev.lmcp.server.call;

import dev.lmcp.Principal;
import dev.lmcp.jsonrpc.RpcError;
import dev.lmcp.jsonrpc.RpcException;
import dev.lmcp.server.auth.CallerKey;
import java.util.HashMap;
import java.util.Map;

/**
 * How many bytes tasks take: the requests of tasks that go on, with the answers to their questions, and the results of
 * tasks that have ended.
 *
 * <p>Safe for concurrent use.
 */
public final class TaskBudget {

    /** A caller that has more than one task may have one of so many shares. */
    private static final int SHARES = 4;

    private final long max;
    private final Account requests = new Account();
    private final Account results = new Account();

    /**
     * Creates a budget.
     *
     * @param max how many bytes requests may take; answers may take as many again, and so may results
     */
    public TaskBudget(long max) {
        this.max = max;
    }

    /** What is reserved, guarded by the budget's monitor. */
    private static final class Account {

        private final Map<CallerKey, Long> byCaller = new HashMap<>();
        private long all;

        long of(CallerKey caller) {
            return byCaller.getOrDefault(caller, 0L);
        }

        void add(CallerKey caller, long bytes) {
            all += bytes;
            long own = of(caller) + bytes;
            if (own == 0) {
                byCaller.remove(caller);
            } else {
                byCaller.put(caller, own);
            }
        }
    }

    /** Bytes that one task takes, until they are given back by {@link #close}; closing again does nothing. */
    final class Reservation implements AutoCloseable {

        private final Account account;
        private final CallerKey caller;
        private long bytes;
        private boolean closed;

        private Reservation(Account account, CallerKey caller, long bytes) {
            this.account = account;
            this.caller = caller;
            this.bytes = bytes;
            account.add(caller, bytes);
        }

        long bytes() {
            synchronized (TaskBudget.this) {
                return bytes;
            }
        }

        /** Takes over some bytes of another reservation of the same caller; does nothing once this is closed. */
        void takeOver(Reservation other, long moved) {
            synchronized (TaskBudget.this) {
                if (!closed && !other.closed) {
                    other.bytes -= moved;
                    bytes += moved;
                }
            }
        }

        @Override
        public void close() {
            synchronized (TaskBudget.this) {
                if (!closed) {
                    closed = true;
                    account.add(caller, -bytes);
                    bytes = 0;
                }
            }
        }
    }

    /**
     * Reserves the bytes of a new task's request. A caller that has tasks already gets no more than its share.
     *
     * @throws RpcException if there is no room for the request
     */
    synchronized Reservation reserveRequest(Principal owner, long bytes) {
        if (bytes > max) {
            throw new RpcException(
                    RpcError.INVALID_PARAMS, "The request is larger than what the server keeps for tasks");
        }
        CallerKey caller = CallerKey.of(owner);
        long own = requests.of(caller);
        boolean exceedsShare = own > 0 && own + bytes > max / SHARES;
        if (exceedsShare || requests.all + bytes > max) {
            throw new RpcException(
                    RpcError.INTERNAL_ERROR, "The requests of running tasks take too much; try again later");
        }
        return new Reservation(requests, caller, bytes);
    }

    /**
     * Reserves the bytes of answers. They have as much room as requests, besides the requests: a task whose request was
     * taken can go on.
     *
     * @throws RpcException if there is no room for the answers
     */
    synchronized Reservation reserveAnswers(Principal owner, long bytes) {
        if (bytes > max / SHARES || requests.all + bytes > 2 * max) {
            throw new RpcException(
                    RpcError.INTERNAL_ERROR, "The answers take more than what the server has left for tasks");
        }
        return new Reservation(requests, CallerKey.of(owner), bytes);
    }

    /** Whether a result of this size may be kept, if all others are forgotten. */
    boolean fits(long bytes) {
        return bytes <= max;
    }

    /** Reserves the bytes of a result; older ones have to go while {@link #hasTooManyResults}. */
    synchronized Reservation reserveResult(Principal owner, long bytes) {
        return new Reservation(results, CallerKey.of(owner), bytes);
    }

    /** Whether the results take more than they may, all together. */
    synchronized boolean hasTooManyResults() {
        return results.all > max;
    }
}
