package dev.lmcp.server;

import dev.lmcp.jsonrpc.MessageCodec;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Puts the parts of a server together. */
final class ServerWiring {

    /** Tasks wait for one of these threads; those that wait for answers hold none. */
    private static final int TASK_THREADS = 32;

    private static final Duration SWEEP = Duration.ofSeconds(10);

    private final CoreSettings settings;
    private final Limits limits;
    private final ServerRuntime runtime;
    private final AccessControl access;
    private final ServerContent content;
    private final MessageCodec codec;
    private final LegacyNotifier notifier;
    private final CallCounts counts = new CallCounts();
    private final ServerActivity activity;
    private final BoundedPool taskThreads;
    private final TaskRunner tasks;

    private ServerWiring(CoreSettings settings, ServerRuntime runtime, AccessControl access, ServerContent content) {
        this.settings = settings;
        this.limits = settings.limits();
        this.runtime = runtime;
        this.access = access;
        this.content = content;
        this.codec = new MessageCodec(limits.depth());
        this.notifier = new LegacyNotifier(codec);
        this.activity = activity();
        this.taskThreads = new BoundedPool("lmcp-task", TASK_THREADS, limits.tasks());
        this.tasks = new TaskRunner(
                activity.tasks(), new TaskBudget(limits.taskBytes()), runtime.clock(), taskThreads, content.changes());
    }

    /** Returns a server that is ready for requests. */
    static Engine wire(CoreSettings settings, ServerRuntime runtime, AccessControl access, ServerContent content) {
        return new ServerWiring(settings, runtime, access, content).engine();
    }

    private Engine engine() {
        ServerStatus status = new ServerStatus(access.auth(), counts, activity);
        Eras eras = eras();
        ChannelEndpoint channels = new ChannelEndpoint(eras, content.changes(), notifier, codec, limits.bodyBytes());
        McpEndpoint endpoint = new McpEndpoint(
                settings.path(),
                limits.bodyBytes(),
                new Health(status::isReady),
                content.documents(),
                access.origins(),
                access.auth(),
                eras,
                channels,
                activity.calls());
        InProcessEndpoint local = new InProcessEndpoint(settings.path(), eras, content.catalog(), codec);
        content.changes().join(activity.sessions());
        Shutdown shutdown = new Shutdown(
                limits.drain(),
                activity,
                tasks,
                content.changes(),
                startSweeping(),
                List.of(taskThreads, channels.threads()));
        return new Engine(endpoint, local, status, shutdown);
    }

    private ServerActivity activity() {
        return new ServerActivity(
                new CallLimiter(new ConcurrencyLimiter(limits.calls(), limits.callsPerCaller())),
                new RunningCalls(runtime.scheduler(), limits.heartbeat().dividedBy(2)),
                new OpenStreams(
                        runtime.scheduler(),
                        limits.heartbeat(),
                        runtime.clock(),
                        new ConcurrencyLimiter(limits.streams(), limits.streamsPerCaller())),
                new LegacySessions(limits, runtime.clock(), notifier),
                new TaskRegistry(limits, runtime.clock()));
    }

    private Eras eras() {
        ResponseContext responses = new ResponseContext(codec, limits.heartbeat(), runtime.worker());
        Dispatcher dispatcher = new Dispatcher(
                access.scopes(),
                access.auth(),
                activity.calls(),
                activity.running(),
                new CallRunner(tasks, runtime.worker()),
                runtime.worker());
        SharedMethods shared = shared();
        return new Eras(codec, modern(dispatcher, shared, responses), legacy(dispatcher, shared, responses));
    }

    /** The methods that every era has. */
    private SharedMethods shared() {
        Catalog catalog = content.catalog();
        Paginator pages = new Paginator(access.scopes(), limits.page(), settings.lists());
        ToolRunner runner = new ToolRunner(runtime.scheduler(), limits.toolTimes(), counts);
        return new SharedMethods(
                new ToolMethods(catalog, pages, runner, counts),
                new ResourceMethods(catalog, pages),
                new PromptMethods(catalog, pages),
                new CompletionMethod(catalog));
    }

    private ModernEra modern(Dispatcher dispatcher, SharedMethods shared, ResponseContext responses) {
        StateSeal seal = new StateSeal(codec, settings.stateKey(), runtime.clock(), limits.questionTime());
        ModernListen listen = new ModernListen(activity.streams(), content.changes(), limits);
        ModernTasks modernTasks = new ModernTasks(activity.tasks(), tasks);
        return new ModernEra(
                codec,
                dispatcher,
                new ModernRendering(settings.identity(), seal),
                seal,
                ModernMethods.of(shared, settings.identity(), settings.lists(), listen, modernTasks),
                responses);
    }

    private LegacyEra legacy(Dispatcher dispatcher, SharedMethods shared, ResponseContext responses) {
        LegacyQuestions questions = new LegacyQuestions(limits.questionTime());
        LegacyTasks legacyTasks = new LegacyTasks(activity.tasks(), tasks, questions, limits.page());
        return new LegacyEra(new LegacyDependencies(
                dispatcher,
                activity.sessions(),
                new LegacyHandshake(
                        codec, activity.sessions(), settings.identity(), limits, access.scopes(), access.auth()),
                new LegacyMethods(shared, legacyTasks, limits),
                new LegacyViews(content.catalog()),
                questions,
                new LegacyGetStreams(activity.streams(), limits),
                responses,
                limits));
    }

    private Future<?> startSweeping() {
        return runtime.scheduler()
                .scheduleWithFixedDelay(
                        () -> runtime.worker().execute(this::sweep),
                        SWEEP.toMillis(),
                        SWEEP.toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    private void sweep() {
        activity.sessions().sweep();
        tasks.sweep();
    }
}
