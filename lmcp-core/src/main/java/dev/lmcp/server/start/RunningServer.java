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
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** A server that has started. Safe for concurrent use. */
public final class RunningServer implements AutoCloseable {

    private final Engine engine;
    private final Registry registry;
    private final List<AuthChain.Member> members;
    private final Optional<URI> publicUrl;
    private final String location;
    private final StartReport report;
    private final CountDownLatch ended;
    private final CloseStack closeStack;
    private final Optional<JmxRegistration> jmx;
    private boolean isClosed;

    RunningServer(
            Engine engine,
            Registry registry,
            List<AuthChain.Member> members,
            Optional<URI> publicUrl,
            String location,
            StartReport report,
            CountDownLatch ended,
            CloseStack closeStack,
            Optional<JmxRegistration> jmx) {
        this.jmx = jmx;
        this.engine = engine;
        this.registry = registry;
        this.members = List.copyOf(members);
        this.publicUrl = publicUrl;
        this.location = location;
        this.report = report;
        this.ended = ended;
        this.closeStack = closeStack;
    }

    /** Returns the endpoint for transports. */
    public Endpoint endpoint() {
        return engine.endpoint();
    }

    /** Returns the endpoint for callers in the same process. */
    public InProcessEndpoint local() {
        return engine.local();
    }

    /** Returns the registry of the tools, resources and prompts. */
    public Registry registry() {
        return registry;
    }

    /** Returns the names of the auth plugins in use, in their order; an empty list if every caller is accepted. */
    public List<String> authProviders() {
        return members.stream().map(AuthChain.Member::name).toList();
    }

    /** Returns the URL under which clients reach the server, if a plugin was told it. */
    public Optional<URI> publicUrl() {
        return publicUrl;
    }

    /** Returns the location of the first transport in use; empty if there is none, or if it has not been started. */
    public Optional<String> location() {
        return Optional.of(location).filter(text -> !text.isEmpty());
    }

    /** Returns the start report. */
    public String report() {
        return report.render();
    }

    /** Returns whether the server accepts calls and can authenticate callers now. */
    public boolean isReady() {
        return engine.status().isReady();
    }

    /** Returns a snapshot of the statistics. */
    public Statistics statistics() {
        return engine.status().statistics();
    }

    /** Lets every authenticator check what it depends on. */
    CheckResult check() {
        List<Authenticator.Finding> findings =
                members.stream().flatMap(member -> check(member).stream()).toList();
        boolean isGood = findings.stream().allMatch(Authenticator.Finding::isGood);
        StringBuilder text = new StringBuilder(report());
        for (Authenticator.Finding finding : findings) {
            text.append("\n  check ")
                    .append(finding.isGood() ? "good " : "LMCP-402 ")
                    .append(finding.text());
        }
        return new CheckResult(isGood, findings, text.toString());
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
                            + "; expected findings: repair the plugin"));
        }
        return named;
    }

    /** Waits until the client of a transport has gone for good, or until the server is closed. */
    public void awaitTermination() throws InterruptedException {
        ended.await();
    }

    /** Stops the server. A second call waits for the first one and then does nothing. */
    @Override
    public synchronized void close() {
        if (isClosed) {
            return;
        }
        isClosed = true;
        try {
            closeStack.close();
        } finally {
            // last, so that JMX shows the server while it stops
            jmx.ifPresent(JmxRegistration::close);
            ended.countDown();
            RecordMethods.release();
        }
    }
}
