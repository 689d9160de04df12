package dev.lmcp.testkit;

import dev.lmcp.embed.Lmcp;
import dev.lmcp.spi.ToolFailure;
import dev.lmcp.testkit.plugin.TestServices;
import java.io.IOException;
import java.net.URI;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A test server that has started. Safe for concurrent use. */
final class RunningTestServer implements AutoCloseable {

    private final Lmcp lmcp;
    private final TestServices services;
    private final Callers callers;
    private final ExecutorService threads;
    private final Map<String, Throwable> failures;
    private final Collection<ClientSession> sessions = new ConcurrentLinkedQueue<>();
    private final AtomicLong lastTransfer = new AtomicLong();
    private @Nullable HttpPort port;

    private RunningTestServer(
            Lmcp lmcp,
            TestServices services,
            Callers callers,
            ExecutorService threads,
            Map<String, Throwable> failures) {
        this.lmcp = lmcp;
        this.services = services;
        this.callers = callers;
        this.threads = threads;
        this.failures = failures;
    }

    static RunningTestServer start(Plan plan) {
        Callers callers = new Callers();
        Map<String, Throwable> failures = new ConcurrentHashMap<>();
        TestServices services = TestServices.withThreads(plan.clock());
        try {
            Lmcp lmcp = plan.builder(services)
                    .authenticator("test", callers.authenticator())
                    .onToolFailure(failure -> failures.put(token(failure), failure.thrown()))
                    .start();
            return new RunningTestServer(lmcp, services, callers, Executors.newCachedThreadPool(Daemon::new), failures);
        } catch (RuntimeException e) {
            services.close();
            throw e;
        }
    }

    private static String token(ToolFailure failure) {
        return failure.call().meta().path("progressToken").asString("");
    }

    private static final class Daemon extends Thread {

        Daemon(Runnable work) {
            super(work, "lmcp-test");
            setDaemon(true);
        }
    }

    Lmcp lmcp() {
        return lmcp;
    }

    synchronized URI uri() {
        if (port == null) {
            try {
                port = new HttpPort(lmcp.endpoint(), threads);
            } catch (IOException e) {
                throw new IllegalStateException(
                        "no port of 127.0.0.1 could be opened (" + e.getMessage() + "); expected a free one", e);
            }
        }
        return port.at(TestServer.PATH);
    }

    ClientSession session(
            Era era, Connection connection, Profile profile, Function<String, Optional<Definition>> definitions) {
        Wire wire =
                connection == Connection.HTTP ? new HttpWire(uri(), threads) : new MemoryWire(lmcp.endpoint(), threads);
        Postbox postbox = new Postbox(wire, callers.field(profile.caller()), threads);
        ClientSession session = era == Era.MODERN
                ? new ModernClient(postbox, profile, new MirroredArguments(definitions))
                : new LegacyClient(postbox, profile, definitions);
        sessions.add(session);
        return session;
    }

    Transfer newTransfer() {
        return new Transfer("call-" + lastTransfer.incrementAndGet());
    }

    /** Returns the exception that ended the run of a call, once. */
    Optional<Throwable> takeFailure(Transfer transfer) {
        return Optional.ofNullable(failures.remove(transfer.token()));
    }

    <T> Future<T> submit(Callable<T> work) {
        return threads.submit(work);
    }

    @Override
    public void close() {
        sessions.forEach(ClientSession::close);
        lmcp.close();
        services.close();
        synchronized (this) {
            if (port != null) {
                port.close();
            }
        }
        threads.shutdownNow();
    }
}
