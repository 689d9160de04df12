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
import dev.lmcp.server.call.LocalTasks;
import dev.lmcp.server.call.OpenStreams;
import dev.lmcp.server.call.ResponseContext;
import dev.lmcp.server.call.RunningCalls;
import dev.lmcp.server.call.TaskBudget;
import dev.lmcp.server.call.TaskRegistry;
import dev.lmcp.server.call.TaskRunner;
import dev.lmcp.server.call.Tasks;
import dev.lmcp.server.cluster.ClusterEngine;
import dev.lmcp.server.cluster.ClusterHealth;
import dev.lmcp.server.cluster.ClusterNode;
import dev.lmcp.server.cluster.NodeLease;
import dev.lmcp.server.legacy.LegacyEra;
import dev.lmcp.server.legacy.LegacySessions;
import dev.lmcp.server.methods.EraDependencies;
import dev.lmcp.server.methods.SharedMethods;
import dev.lmcp.server.modern.ModernEra;
import dev.lmcp.server.tasks.SharedTasks;
import java.time.Duration;
import java.util.ArrayList;
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

    /** How often a node shows that it runs, and looks after the tasks of the others. */
    private static final Duration ROUND_INTERVAL = Duration.ofSeconds(5);

    private final ServerSettings settings;
    private final Limits limits;
    private final ServerRuntime runtime;
    private final AccessControl access;
    private final ServerContent content;
    private final MessageCodec codec;
    private final CallCounts counts = new CallCounts();
    private final ConcurrencyLimiter callLimits;
    private final ConcurrencyLimiter streamLimits;
    private final SharedMethods methods;
    private final LegacySessions sessions;
    private final BoundedPool taskThreads;
    private final Optional<Nodes> nodes;
    private final Optional<SharedTasks> shared;
    private final Tasks tasks;
    private final List<Future<?>> periodic = new ArrayList<>();
    private final ServerActivity activity;

    /** This node, what is known of its engine, and its lease. */
    private record Nodes(ClusterNode cluster, ClusterHealth health, NodeLease lease) {}

    private ServerWiring(ServerSettings settings, ServerRuntime runtime, AccessControl access, ServerContent content) {
        this.settings = settings;
        this.limits = settings.limits();
        this.runtime = runtime;
        this.access = access;
        this.content = content;
        this.codec = new MessageCodec(limits.of(Limit.MAX_JSON_DEPTH));
        this.callLimits = new ConcurrencyLimiter(
                limits.of(Limit.MAX_CONCURRENT_CALLS), limits.of(Limit.MAX_CONCURRENT_CALLS_PER_CALLER));
        this.streamLimits =
                new ConcurrencyLimiter(limits.of(Limit.MAX_STREAMS), limits.of(Limit.MAX_STREAMS_PER_CALLER));
        this.taskThreads = new BoundedPool("lmcp-task", TASK_THREADS, limits.of(Limit.MAX_TASKS));
        this.methods = methods();
        this.sessions = new LegacySessions(limits, runtime.clock(), settings.keys(), codec);
        this.nodes = runtime.cluster().map(this::nodes);
        this.shared = nodes.map(this::sharedTasks);
        this.tasks = shared.<Tasks>map(all -> all).orElseGet(this::localTasks);
        this.activity = activity();
    }

    /** Returns a server that is ready for requests. */
    public static Engine wire(
            ServerSettings settings, ServerRuntime runtime, AccessControl access, ServerContent content) {
        return new ServerWiring(settings, runtime, access, content).engine();
    }

    private Engine engine() {
        ServerStatus status =
                new ServerStatus(access.auth(), counts, activity, nodes.map(Nodes::health), content.isComplete());
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
        Runnable leaveCluster = nodes.map(this::connect).orElse(() -> {});
        repeat(SWEEP_INTERVAL, () -> runtime.worker().execute(this::sweep));
        Shutdown shutdown = new Shutdown(
                limits.of(Limit.DRAIN_TIMEOUT),
                activity,
                content.changes(),
                leaveCluster,
                periodic,
                List.of(taskThreads, channels.threads()));
        return new Engine(endpoint, local, status, shutdown);
    }

    /** Counts a request that was refused, as the engine did not answer. */
    private void requestRefused() {
        nodes.ifPresent(connected -> connected.health().requestRefused());
    }

    private Nodes nodes(ClusterEngine engine) {
        ClusterHealth health = new ClusterHealth(engine, runtime.clock());
        ClusterNode node = new ClusterNode(engine.connection(), health, settings.keys(), codec, runtime.clock());
        return new Nodes(node, health, new NodeLease(node, sessions.node(), runtime.clock()));
    }

    /** Connects the server with the other nodes. Returns what it does when its calls have ended. */
    private Runnable connect(Nodes connected) {
        ClusterNode node = connected.cluster();
        sessions.connect(node, connected.lease(), codec, runtime.scheduler(), runtime.worker());
        ClusterChanges.connect(content.changes(), node);
        Runnable tellLast = ClusterLimits.connect(
                Map.of("calls", callLimits, "streams", streamLimits), node, runtime.scheduler(), runtime.worker());
        repeat(OBSERVATION_INTERVAL, connected.health()::observe);
        shared.ifPresent(all -> repeat(ROUND_INTERVAL, all.connect()));
        node.start();
        return tellLast;
    }

    private SharedTasks sharedTasks(Nodes connected) {
        return SharedTasks.of(
                connected.cluster(),
                connected.lease(),
                methods.byName(),
                access.scopes(),
                limits,
                content.changes(),
                runtime.clock(),
                taskThreads,
                runtime.worker());
    }

    private Tasks localTasks() {
        TaskRegistry registry = new TaskRegistry(limits, runtime.clock());
        TaskRunner runner = new TaskRunner(
                registry,
                new TaskBudget(limits.of(Limit.MAX_TASK_DATA_SIZE)),
                runtime.clock(),
                taskThreads,
                content.changes());
        return new LocalTasks(registry, runner, runtime.worker());
    }

    private SharedMethods methods() {
        return SharedMethods.of(
                content.catalog(),
                access.scopes(),
                limits,
                settings.lists(),
                settings.tolerantTools(),
                runtime.scheduler(),
                counts,
                content.toolFailures());
    }

    private ServerActivity activity() {
        return new ServerActivity(
                new CallLimiter(callLimits),
                new RunningCalls(
                        runtime.scheduler(), limits.of(Limit.HEARTBEAT_INTERVAL).dividedBy(2)),
                new OpenStreams(
                        runtime.scheduler(), limits.of(Limit.HEARTBEAT_INTERVAL), runtime.clock(), streamLimits),
                sessions,
                tasks);
    }

    private Eras eras() {
        ResponseContext responses = new ResponseContext(codec, limits.of(Limit.HEARTBEAT_INTERVAL), runtime.worker());
        Dispatcher dispatcher = new Dispatcher(
                access.scopes(),
                access.auth(),
                activity.calls(),
                activity.running(),
                new CallRunner(tasks, this::requestRefused),
                runtime.worker());
        EraDependencies parts = new EraDependencies(
                settings.identity(),
                limits,
                content.catalog(),
                methods,
                dispatcher,
                tasks,
                activity.streams(),
                content.changes(),
                responses);
        return new Eras(
                codec,
                ModernEra.of(parts, settings.lists(), settings.keys(), runtime.clock()),
                LegacyEra.of(parts, activity.sessions(), access.scopes(), access.auth()));
    }

    /** Repeats short work. It must not block. */
    private void repeat(Duration interval, Runnable work) {
        periodic.add(runtime.scheduler()
                .scheduleWithFixedDelay(work, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS));
    }

    private void sweep() {
        activity.sessions().sweep();
        tasks.sweep();
    }
}
