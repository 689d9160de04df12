package dev.lmcp.server;

import dev.lmcp.CacheHint;
import dev.lmcp.Statistics;
import dev.lmcp.jsonrpc.MessageCodec;
import dev.lmcp.spi.Endpoint;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Puts the endpoint together and holds what must be stopped with it. */
final class Engine implements AutoCloseable {

    /** Tasks wait for one of these threads; those that wait for answers hold none. */
    private static final int TASK_THREADS = 32;

    private static final Duration STREAMS_END = Duration.ofSeconds(5);
    private static final Duration SWEEP = Duration.ofSeconds(10);

    /** How long calls that were interrupted may take to tell their callers. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(2);

    /** How long interrupted work may take to end. */
    private static final Duration INTERRUPTED = Duration.ofSeconds(5);

    private static final System.Logger LOG = System.getLogger("dev.lmcp.server");

    private final Limits limits;
    private final AuthChain auth;
    private final CallCounts calls;
    private final Endpoint endpoint;
    private final InProcessEndpoint local;
    private final CallLimiter gate;
    private final Dispatcher dispatcher;
    private final Heartbeats replyBeats;
    private final Heartbeats streamBeats;
    private final OpenStreams streams;
    private final LegacySessions sessions;
    private final TaskStore tasks;
    private final JoinableThreadFactory taskWorkers = JoinableThreadFactory.numbered("lmcp-task-");
    private final ExecutorService taskThreads;
    private final ChangeBus changes;
    private final ChannelEndpoint channels;
    private final Future<?> sweeping;

    /**
     * What the server is made of besides its own workings.
     *
     * @param identity what it says of itself
     * @param limits its bounds
     * @param path where clients call
     * @param clock its clock
     * @param scheduler for short periodic work
     * @param worker for short work that may block
     * @param auth who comes in
     * @param scopes who may do what
     * @param origins which pages come in
     * @param documents what anybody may read
     * @param changes who hears of changes
     * @param catalog what it offers
     * @param lists how long lists may be kept
     * @param sealKey 32 bytes that seal what clients carry
     */
    record Parts(
            ServerInfo identity,
            Limits limits,
            String path,
            Clock clock,
            ScheduledExecutorService scheduler,
            Executor worker,
            AuthChain auth,
            ScopePolicy scopes,
            OriginPolicy origins,
            PublicDocuments documents,
            ChangeBus changes,
            Catalog catalog,
            CacheHint lists,
            byte[] sealKey) {}

    Engine(Parts parts) {
        this.limits = parts.limits();
        this.auth = parts.auth();
        this.calls = new CallCounts(parts.catalog().tools());
        this.changes = parts.changes();
        this.gate = new CallLimiter(limits.calls());
        this.taskThreads = taskThreads(limits, taskWorkers);
        this.tasks = new TaskStore(limits, parts.clock(), taskThreads, changes);
        this.replyBeats = new Heartbeats(parts.scheduler(), limits.heartbeat().dividedBy(2));
        this.streamBeats = new Heartbeats(parts.scheduler(), limits.heartbeat());
        this.streams = new OpenStreams(
                streamBeats, parts.clock(), limits.streams(), new PerCallerLimiter(limits.streamsPerCaller()));
        MessageCodec codec = new MessageCodec(limits.depth());
        ResponseContext responses = new ResponseContext(codec, replyBeats, limits.heartbeat(), parts.worker());
        LegacyNotifier notifier = new LegacyNotifier(codec);
        this.sessions = new LegacySessions(limits, parts.clock(), notifier);
        changes.join(sessions);
        this.dispatcher = new Dispatcher(
                parts.scopes(),
                auth,
                gate,
                new PerCallerLimiter(limits.callsPerCaller()),
                calls,
                parts.worker(),
                tasks);
        SharedMethods shared = shared(parts);
        Eras eras = new Eras(codec, modern(parts, codec, shared, responses), legacy(parts, shared, responses));
        this.local = new InProcessEndpoint(parts.path(), eras, parts.catalog(), codec);
        this.channels = new ChannelEndpoint(eras, changes, notifier, codec, limits.bodyBytes());
        this.endpoint = endpoint(parts, eras);
        this.sweeping = startSweeping(parts);
    }

    private McpEndpoint endpoint(Parts parts, Eras eras) {
        return new McpEndpoint(
                parts.path(),
                limits.bodyBytes(),
                new Health(this::isReady),
                parts.documents(),
                parts.origins(),
                auth,
                eras,
                channels,
                gate);
    }

    private Future<?> startSweeping(Parts parts) {
        return parts.scheduler()
                .scheduleWithFixedDelay(
                        () -> parts.worker().execute(this::sweep),
                        SWEEP.toMillis(),
                        SWEEP.toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    private SharedMethods shared(Parts parts) {
        Catalog catalog = parts.catalog();
        Paginator pages = new Paginator(parts.scopes(), limits.page(), parts.lists());
        ToolRunner runner = new ToolRunner(parts.scheduler(), limits.toolTimes(), calls);
        return new SharedMethods(
                new ToolMethods(catalog, pages, runner, calls),
                new ResourceMethods(catalog, pages),
                new PromptMethods(catalog, pages),
                new CompletionMethod(catalog));
    }

    private ModernEra modern(Parts parts, MessageCodec codec, SharedMethods shared, ResponseContext responses) {
        StateSeal seal = new StateSeal(codec, parts.sealKey(), parts.clock(), limits.questionTime());
        ModernListen listen = new ModernListen(streams, changes, limits);
        return new ModernEra(
                codec,
                dispatcher,
                new ModernRendering(parts.identity(), seal),
                seal,
                ModernMethods.of(shared, parts.identity(), parts.lists(), listen, new ModernTasks(tasks)),
                responses);
    }

    private LegacyEra legacy(Parts parts, SharedMethods shared, ResponseContext responses) {
        LegacyQuestions questions = new LegacyQuestions(limits.questionTime());
        LegacyTasks legacyTasks = new LegacyTasks(tasks, questions, limits.page());
        return new LegacyEra(new LegacyDependencies(
                dispatcher,
                sessions,
                new LegacyHandshake(
                        responses.codec(), sessions, parts.identity(), limits, parts.scopes(), parts.auth()),
                new LegacyMethods(shared, legacyTasks, limits),
                new LegacyViews(parts.catalog()),
                questions,
                new LegacyGetStreams(streams, limits),
                responses,
                limits));
    }

    Endpoint endpoint() {
        return endpoint;
    }

    InProcessEndpoint local() {
        return local;
    }

    boolean isReady() {
        return !gate.isClosed() && auth.isReady();
    }

    Statistics statistics() {
        return Statistics.builder()
                .ready(isReady())
                .runningCalls(gate.running())
                .sessions(sessions.size())
                .streams(streams.size())
                .tasks(tasks.size())
                .calls(calls.read())
                .authentications(auth.authentications())
                .metrics(auth.metrics())
                .build();
    }

    private void sweep() {
        sessions.sweep();
        tasks.sweep();
    }

    private static ExecutorService taskThreads(Limits limits, JoinableThreadFactory workers) {
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                TASK_THREADS,
                TASK_THREADS,
                30,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(Math.max(1, limits.tasks())),
                workers);
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    /** Stops: nobody comes in, running calls may finish within the drain time, streams end properly, then interrupts. */
    @Override
    public void close() {
        CloseStack.inOrder(
                gate::close,
                sessions::close,
                () -> gate.awaitEmpty(limits.drain()),
                () -> sweeping.cancel(false),
                () -> changes.leave(sessions),
                this::endStreams,
                this::stopCalls,
                sessions::endAll,
                tasks::endAll,
                taskThreads::shutdownNow,
                channels,
                this::awaitTasks,
                replyBeats,
                streamBeats);
    }

    private void stopCalls() {
        if (gate.running() > 0) {
            dispatcher.stopAll();
            gate.awaitEmpty(LAST_WORDS);
        }
    }

    /** Ends them properly; one whose other end does not read must not hold this up for ever. */
    private void endStreams() {
        Thread ending = new Thread(null, streams::endAll, "lmcp-end", 0, false);
        ending.setDaemon(true);
        ending.start();
        try {
            ending.join(STREAMS_END.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitTasks() {
        try {
            if (!taskWorkers.awaitEnd(INTERRUPTED)) {
                LOG.log(Level.WARNING, "a task goes on after the stop; expected its handler to end when interrupted");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
