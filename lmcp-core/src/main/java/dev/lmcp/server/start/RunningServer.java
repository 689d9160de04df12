package dev.lmcp.server.start;

import dev.lmcp.Registry;
import dev.lmcp.Statistics;
import dev.lmcp.server.Engine;
import dev.lmcp.server.InProcessEndpoint;
import dev.lmcp.server.auth.AuthChain;
import dev.lmcp.server.base.CloseStack;
import dev.lmcp.server.base.ExceptionSummary;
import dev.lmcp.spi.Authenticator;
import dev.lmcp.spi.Endpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** A server that has started. Safe for concurrent use. */
public final class RunningServer implements AutoCloseable {

    private final Engine engine;
    private final Registry registry;
    private final List<AuthChain.Member> members;
    private final StartReport report;
    private final CountDownLatch ended;
    private final CloseStack closeStack;
    private final Optional<JmxName> shown;
    private boolean closed;

    RunningServer(
            Engine engine,
            Registry registry,
            List<AuthChain.Member> members,
            StartReport report,
            CountDownLatch ended,
            CloseStack closeStack,
            Optional<JmxName> shown) {
        this.shown = shown;
        this.engine = engine;
        this.registry = registry;
        this.members = List.copyOf(members);
        this.report = report;
        this.ended = ended;
        this.closeStack = closeStack;
    }

    /** Returns the door to the server. */
    public Endpoint endpoint() {
        return engine.endpoint();
    }

    /** Returns the way in for callers of this process. */
    public InProcessEndpoint local() {
        return engine.local();
    }

    /** Returns what the server offers. */
    public Registry registry() {
        return registry;
    }

    /** Returns the names of the ways of authentication, in their order; none where anybody may call. */
    public List<String> authentication() {
        return members.stream().map(AuthChain.Member::name).toList();
    }

    /** Returns the start report. */
    public String report() {
        return report.render();
    }

    /** Returns whether calls are let in and can be judged now. */
    public boolean isReady() {
        return engine.status().isReady();
    }

    /** Returns what it is at and has done. */
    public Statistics statistics() {
        return engine.status().statistics();
    }

    /** Lets every authenticator try what it depends on. */
    CheckResult check() {
        List<Authenticator.Finding> diagnostics =
                members.stream().flatMap(member -> check(member).stream()).toList();
        boolean good = diagnostics.stream().allMatch(Authenticator.Finding::isGood);
        StringBuilder text = new StringBuilder(report());
        for (Authenticator.Finding finding : diagnostics) {
            text.append("\n  check ")
                    .append(finding.isGood() ? "good " : "LMCP-402 ")
                    .append(finding.text());
        }
        return new CheckResult(good, diagnostics, text.toString());
    }

    private static List<Authenticator.Finding> check(AuthChain.Member member) {
        List<Authenticator.Finding> named = new ArrayList<>();
        try {
            for (Authenticator.Finding finding : member.authenticator().check()) {
                named.add(new Authenticator.Finding(finding.isGood(), member.name() + ": " + finding.text()));
            }
        } catch (RuntimeException | LinkageError e) {
            named.add(new Authenticator.Finding(
                    false,
                    member.name() + ": the check itself failed with " + ExceptionSummary.describe(e)
                            + "; expected it to end with findings: the plugin wants repair"));
        }
        return named;
    }

    /** Waits until a transport's other end has gone for good, or the server is closed. */
    public void awaitEnd() throws InterruptedException {
        ended.await();
    }

    /** Who comes second waits for the first, and does nothing. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            closeStack.close();
        } finally {
            // last, so that a stop that takes its time can be watched
            shown.ifPresent(JmxName::close);
            ended.countDown();
            RecordMethods.release();
        }
    }
}
