package dev.lmcp.server;

import dev.lmcp.jsonrpc.MessageCodec;
import dev.lmcp.server.base.BoundedPool;
import dev.lmcp.server.base.Limit;
import dev.lmcp.server.base.Limits;
import dev.lmcp.server.call.CallCounts;
import dev.lmcp.server.call.CallLimiter;
import dev.lmcp.server.call.CallRunner;
import dev.lmcp.server.call.ClusterChanges;
import dev.lmcp.server.call.ClusterLimits;
import dev.lmcp.server.call.ConcurrencyLimiter;
import dev.lmcp.server.call.Dispatcher;
import dev.lmcp.server.call.OpenStreams;
import dev.lmcp.server.call.ResponseContext;
import dev.lmcp.server.call.RunningCalls;
import dev.lmcp.server.call.TaskBudget;
import dev.lmcp.server.call.TaskRegistry;
import dev.lmcp.server.call.TaskRunner;
import dev.lmcp.server.cluster.ClusterHealth;
import dev.lmcp.server.cluster.ClusterNode;
import dev.lmcp.server.legacy.LegacyEra;
import dev.lmcp.server.legacy.LegacySessions;
import dev.lmcp.server.methods.EraDependencies;
import dev.lmcp.server.methods.SharedMethods;
import dev.lmcp.server.modern.ModernEra;
import dev.lmcp.spi.Cluster;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Creates the parts of a server and connects them. */
public final class ServerWiring {

    /** The threads that run tasks. A task that waits for an answer of its client holds none of them. */
    private static final int TASK_THREADS = 32;

    private static final Duration SWEEP_INTERVAL = Duration.ofSeconds(10);

    /** How exactly it is known since when the engine does not answer. */
    private static final Duration OBSERVATION_INTERVAL = Duration.ofSeconds(1);

    private final ServerSettings settings;
    private final Limits limits;
    private final ServerRuntime runtime;
    private final AccessControl access;
    private final ServerContent content;
    private final MessageCodec codec;
    private final CallCounts counts = new CallCounts();
    private final Optional<ClusterHealth> health;
    private final ConcurrencyLimiter callLimits;
    private final ConcurrencyLimiter streamLimits;
    private final ServerActivity activity;
    private final BoundedPool taskThreads;
    private final TaskRunner tasks;

    private ServerWiring(ServerSettings settings, ServerRuntime runtime, AccessControl access, ServerContent content) {
        this.settings = settings;
        this.limits = settings.limits();
        this.runtime = runtime;
        this.access = access;
        this.content = content;
        this.codec = new MessageCodec(limits.of(Limit.MAX_JSON_DEPTH));
        this.health = runtime.cluster().map(engine -> new ClusterHealth(engine, runtime.clock()));
        this.callLimits = new ConcurrencyLimiter(
                limits.of(Limit.MAX_CONCURRENT_CALLS), limits.of(Limit.MAX_CONCURRENT_CALLS_PER_CALLER));
        this.streamLimits =
                new ConcurrencyLimiter(limits.of(Limit.MAX_STREAMS), limits.of(Limit.MAX_STREAMS_PER_CALLER));
        this.activity = activity();
        this.taskThreads = new BoundedPool("lmcp-task", TASK_THREADS, limits.of(Limit.MAX_TASKS));
        this.tasks = new TaskRunner(
                activity.tasks(),
                new TaskBudget(limits.of(Limit.MAX_TASK_DATA_SIZE)),
                runtime.clock(),
                taskThreads,
                content.changes());
    }

    /** Returns a server that is ready for requests. */
    public static Engine wire(
            ServerSettings settings, ServerRuntime runtime, AccessControl access, ServerContent content) {
        return new ServerWiring(settings, runtime, access, content).engine();
    }

    private Engine engine() {
        ServerStatus status = new ServerStatus(access.auth(), counts, activity, health, content.isComplete());
        Eras eras = eras();
        ChannelEndpoint channels = new ChannelEndpoint(eras, content.changes(), codec, limits.of(Limit.MAX_BODY_SIZE));
        McpEndpoint endpoint = new McpEndpoint(
                settings.path(),
                limits.of(Limit.MAX_BODY_SIZE),
                new Health(status::isReady),
                content.documents(),
                access.origins(),
                new WelcomePage(settings.identity(), settings.path(), settings.publicUrl()),
                access.auth(),
                eras,
                channels,
                activity.calls(),
                this::requestRefused);
        InProcessEndpoint local = new InProcessEndpoint(settings.path(), eras, content.catalog(), codec);
        content.changes().subscribe(activity.sessions());
        Runnable leaveCluster = connect();
        Shutdown shutdown = new Shutdown(
                limits.of(Limit.DRAIN_TIMEOUT),
                activity,
                tasks,
                content.changes(),
                leaveCluster,
                startSweeping(),
                List.of(taskThreads, channels.threads()));
        return new Engine(endpoint, local, status, shutdown);
    }

    /** Counts a request that was refused, as the engine did not answer. */
    private void requestRefused() {
        health.ifPresent(ClusterHealth::requestRefused);
    }

    /** Connects the server with the other nodes, if there are any. Returns what it does when its calls have ended. */
    private Runnable connect() {
        return runtime.cluster()
                .flatMap(engine -> health.map(known -> connect(engine.connection(), known)))
                .orElse(() -> {});
    }

    private Runnable connect(Cluster cluster, ClusterHealth known) {
        ClusterNode node = new ClusterNode(cluster, known, settings.keys(), codec, runtime.clock());
        activity.sessions().connect(node, codec, runtime.scheduler(), runtime.worker());
        ClusterChanges.connect(content.changes(), node);
        Runnable tellLast = ClusterLimits.connect(
                Map.of("calls", callLimits, "streams", streamLimits), node, runtime.scheduler(), runtime.worker());
        Future<?> observing = runtime.scheduler()
                .scheduleWithFixedDelay(
                        known::observe,
                        OBSERVATION_INTERVAL.toMillis(),
                        OBSERVATION_INTERVAL.toMillis(),
                        TimeUnit.MILLISECONDS);
        node.start();
        return () -> {
            observing.cancel(false);
            tellLast.run();
        };
    }

    private ServerActivity activity() {
        return new ServerActivity(
                new CallLimiter(callLimits),
                new RunningCalls(
                        runtime.scheduler(), limits.of(Limit.HEARTBEAT_INTERVAL).dividedBy(2)),
                new OpenStreams(
                        runtime.scheduler(), limits.of(Limit.HEARTBEAT_INTERVAL), runtime.clock(), streamLimits),
                new LegacySessions(limits, runtime.clock(), settings.keys(), codec),
                new TaskRegistry(limits, runtime.clock()));
    }

    private Eras eras() {
        ResponseContext responses = new ResponseContext(codec, limits.of(Limit.HEARTBEAT_INTERVAL), runtime.worker());
        Dispatcher dispatcher = new Dispatcher(
                access.scopes(),
                access.auth(),
                activity.calls(),
                activity.running(),
                new CallRunner(tasks, runtime.worker(), this::requestRefused),
                runtime.worker());
        EraDependencies parts = new EraDependencies(
                settings.identity(),
                limits,
                content.catalog(),
                SharedMethods.of(
                        content.catalog(),
                        access.scopes(),
                        limits,
                        settings.lists(),
                        settings.tolerantTools(),
                        runtime.scheduler(),
                        counts,
                        content.toolFailures()),
                dispatcher,
                activity.tasks(),
                tasks,
                activity.streams(),
                content.changes(),
                responses);
        return new Eras(
                codec,
                ModernEra.of(parts, settings.lists(), settings.keys(), runtime.clock()),
                LegacyEra.of(parts, activity.sessions(), access.scopes(), access.auth()));
    }

    private Future<?> startSweeping() {
        return runtime.scheduler()
                .scheduleWithFixedDelay(
                        () -> runtime.worker().execute(this::sweep),
                        SWEEP_INTERVAL.toMillis(),
                        SWEEP_INTERVAL.toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    private void sweep() {
        activity.sessions().sweep();
        tasks.sweep();
    }
}
