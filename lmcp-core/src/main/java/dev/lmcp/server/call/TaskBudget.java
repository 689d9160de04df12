package dev.lmcp.server.call;

import dev.lmcp.Principal;
import dev.lmcp.jsonrpc.RpcError;
import dev.lmcp.jsonrpc.RpcException;
import dev.lmcp.server.auth.CallerKey;
import java.util.HashMap;
import java.util.Map;

/**
 * Limits the memory of tasks, in bytes: the requests of running tasks with their answers, and the results of tasks that
 * have ended.
 *
 * <p>Safe for concurrent use.
 */
public final class TaskBudget {

    /** A caller with several tasks may use one of this many shares. */
    private static final int SHARES = 4;

    private final long max;
    private final Account requests = new Account();
    private final Account results = new Account();

    /**
     * Creates a budget.
     *
     * @param max the maximum for requests; answers may take as much again, and so may results
     */
    public TaskBudget(long max) {
        this.max = max;
    }

    /** The reserved bytes. The budget's monitor guards it. */
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

    /** The bytes that one task has reserved. {@link #close} frees them; a second close does nothing. */
    public final class Reservation implements AutoCloseable {

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

        /** Moves bytes here from another reservation of the same caller. Does nothing after a close. */
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
     * Checks that a caller may have a new task.
     *
     * @param max the maximum for requests
     * @param own the bytes of the caller's other tasks that have not ended
     * @param bytes those of the new task
     * @throws RpcException if the request exceeds the limit, or the caller's share
     */
    public static void checkRequest(long max, long own, long bytes) {
        if (bytes > max) {
            throw TaskErrors.requestTooLarge();
        }
        if (own > 0 && own + bytes > max / SHARES) {
            throw requestsTooLarge();
        }
    }

    /**
     * Checks that a task may have more answers. The share is twice that of requests, so that accepted tasks can continue.
     *
     * @param max the maximum for requests
     * @param own the bytes of the caller's other tasks that have not ended
     * @param bytes those of the task with its answers
     * @throws RpcException if the caller's tasks exceed the limit
     */
    public static void checkAnswered(long max, long own, long bytes) {
        if (bytes > 2 * max || (own > 0 && own + bytes > 2 * (max / SHARES))) {
            throw answersTooLarge();
        }
    }

    private static RpcException requestsTooLarge() {
        return new RpcException(
                RpcError.INTERNAL_ERROR, "The requests of running tasks take too much memory; try again later");
    }

    private static RpcException answersTooLarge() {
        return new RpcException(
                RpcError.INTERNAL_ERROR, "The answers take more memory than is left for tasks; try again later");
    }

    /**
     * Reserves the bytes of a new task's request. A caller with other tasks gets at most its share.
     *
     * @throws RpcException if the request exceeds the limit
     */
    public synchronized Reservation reserveRequest(Principal owner, long bytes) {
        CallerKey caller = CallerKey.of(owner);
        checkRequest(max, requests.of(caller), bytes);
        if (requests.all + bytes > max) {
            throw requestsTooLarge();
        }
        return new Reservation(requests, caller, bytes);
    }

    /**
     * Reserves the bytes of answers. Their limit is as high as that of requests, so that accepted tasks can continue.
     *
     * @throws RpcException if the answers exceed the limit
     */
    public synchronized Reservation reserveAnswers(Principal owner, long bytes) {
        if (bytes > max / SHARES || requests.all + bytes > 2 * max) {
            throw answersTooLarge();
        }
        return new Reservation(requests, CallerKey.of(owner), bytes);
    }

    /**
     * Reserves the bytes of a task that was accepted before and goes on at this node. The limit is that of requests and
     * answers together.
     *
     * @throws RpcException if there is no room now
     */
    public synchronized Reservation reserveAccepted(Principal owner, long bytes) {
        if (requests.all + bytes > 2 * max) {
            throw requestsTooLarge();
        }
        return new Reservation(requests, CallerKey.of(owner), bytes);
    }

    /** Returns whether a result of this size can be kept if all other results are removed. */
    public boolean fits(long bytes) {
        return bytes <= max;
    }

    /** Reserves the bytes of a result. Older results must be removed while {@link #hasTooManyResults} is true. */
    public synchronized Reservation reserveResult(Principal owner, long bytes) {
        return new Reservation(results, CallerKey.of(owner), bytes);
    }

    /** Returns whether all results together exceed the limit. */
    public synchronized boolean hasTooManyResults() {
        return results.all > max;
    }
}
