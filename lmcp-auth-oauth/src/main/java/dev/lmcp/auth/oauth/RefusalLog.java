package dev.lmcp.auth.oauth;

import dev.lmcp.auth.oauth.http.TaskScheduler;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Logs why tokens are refused, for an operator who sets up an authorization server.
 *
 * <p>Strangers can cause refusals, so of each reason and issuer one line is written in ten seconds. Safe for concurrent
 * use.
 */
final class RefusalLog {

    private static final System.Logger LOG = System.getLogger("dev.lmcp.auth");

    private final TaskScheduler scheduler;

    /** It has at most one entry for each reason and each configured issuer. */
    private final Map<String, LogLimit> limits = new ConcurrentHashMap<>();

    RefusalLog(TaskScheduler scheduler) {
        this.scheduler = scheduler;
    }

    void report(InvalidTokenException refused) {
        if (refused.explanation().isEmpty()) {
            return;
        }
        String kind = refused.reason().code() + ' ' + refused.issuer();
        LogLimit limit = limits.computeIfAbsent(kind, unused -> new LogLimit(scheduler));
        if (limit.permits()) {
            LOG.log(
                    Level.WARNING,
                    "token{0} refused, {1}: {2}",
                    refused.issuer().isEmpty() ? "" : " of issuer '" + refused.issuer() + "'",
                    refused.reason().code(),
                    refused.explanation().get().get());
        }
    }
}
