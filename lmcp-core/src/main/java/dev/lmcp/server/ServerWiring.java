package dev.lmcp.server;

import dev.lmcp.jsonrpc.MessageCodec;
import dev.lmcp.server.base.BoundedPool;
import dev.lmcp.server.base.Limit;
import dev.lmcp.server.base.Limits;
import dev.lmcp.server.call.CallCounts;
import dev.lmcp.server.call.CallLimiter;
import dev.lmcp.server.call.CallRunner;
import dev.lmcp.server.call.ClusterChanges;
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
import dev.lmcp.server.cluster.ClusterNode;
import dev.lmcp.server.legacy.LegacyEra;
import dev.lmcp.server.legacy.LegacySessions;
import dev.lmcp.server.methods.EraDependencies;
import dev.lmcp.server.methods.SharedMethods;
import dev.lmcp.server.modern.ModernEra;
import dev.lmcp.spi.Cluster;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Creates the parts of a server and connects them. */
public final class ServerWiring {

    /** The threads that run tasks. A task that waits for an answer of its client holds none of them. */
    private static final int TASK_THREADS = 32;

    private static final Duration SWEEP_INTERVAL = Duration.ofSeconds(10);

    private final ServerSettings settings;
    private final Limits limits;
    private final ServerRuntime runtime;
    private final AccessControl access;
    private final ServerContent content;
    private final MessageCodec codec;
    private final CallCounts counts = new CallCounts();
    private final BoundedPool taskThreads;
    private final Tasks tasks;
    private final ServerActivity activity;

    private ServerWiring(ServerSettings settings, ServerRuntime runtime, AccessControl access, ServerContent content) {
        this.settings = settings;
        this.limits = settings.limits();
        this.runtime = runtime;
        this.access = access;
        this.content = content;
        this.codec = new MessageCodec(limits.of(Limit.MAX_JSON_DEPTH));
        this.taskThreads = new BoundedPool("lmcp-task", TASK_THREADS, limits.of(Limit.MAX_TASKS));
        this.tasks = localTasks();
        this.activity = activity();
    }

    /** Returns a server that is ready for requests. */
    public static Engine wire(
            ServerSettings settings, ServerRuntime runtime, AccessControl access, ServerContent content) {
        return new ServerWiring(settings, runtime, access, content).engine();
    }

    private Engine engine() {
        ServerStatus status = new ServerStatus(access.auth(), counts, activity, content.isComplete());
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
                activity.calls());
        InProcessEndpoint local = new InProcessEndpoint(settings.path(), eras, content.catalog(), codec);
        content.changes().subscribe(activity.sessions());
        runtime.cluster().ifPresent(this::connect);
        Shutdown shutdown = new Shutdown(
                limits.of(Limit.DRAIN_TIMEOUT),
                activity,
                content.changes(),
                startSweeping(),
                List.of(taskThreads, channels.threads()));
        return new Engine(endpoint, local, status, shutdown);
    }

    private void connect(Cluster cluster) {
        ClusterNode node = new ClusterNode(cluster, settings.keys(), codec, runtime.clock());
        activity.sessions().connect(node, codec, runtime.scheduler(), runtime.worker());
        ClusterChanges.connect(content.changes(), node);
        node.start();
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

    private ServerActivity activity() {
        return new ServerActivity(
                new CallLimiter(new ConcurrencyLimiter(
                        limits.of(Limit.MAX_CONCURRENT_CALLS), limits.of(Limit.MAX_CONCURRENT_CALLS_PER_CALLER))),
                new RunningCalls(
                        runtime.scheduler(), limits.of(Limit.HEARTBEAT_INTERVAL).dividedBy(2)),
                new OpenStreams(
                        runtime.scheduler(),
                        limits.of(Limit.HEARTBEAT_INTERVAL),
                        runtime.clock(),
                        new ConcurrencyLimiter(limits.of(Limit.MAX_STREAMS), limits.of(Limit.MAX_STREAMS_PER_CALLER))),
                new LegacySessions(limits, runtime.clock(), settings.keys(), codec),
                tasks);
    }

    private Eras eras() {
        ResponseContext responses = new ResponseContext(codec, limits.of(Limit.HEARTBEAT_INTERVAL), runtime.worker());
        Dispatcher dispatcher = new Dispatcher(
                access.scopes(),
                access.auth(),
                activity.calls(),
                activity.running(),
                new CallRunner(tasks),
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
