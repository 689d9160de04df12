package dev.lmcp.server.start;

import dev.lmcp.config.ConfigReader;
import dev.lmcp.config.StartupException;
import dev.lmcp.server.AccessControl;
import dev.lmcp.server.Engine;
import dev.lmcp.server.Eras;
import dev.lmcp.server.OriginPolicy;
import dev.lmcp.server.PublicDocuments;
import dev.lmcp.server.ServerContent;
import dev.lmcp.server.ServerRuntime;
import dev.lmcp.server.ServerWiring;
import dev.lmcp.server.auth.AuthChain;
import dev.lmcp.server.auth.ScopePolicy;
import dev.lmcp.server.auth.ScopeRules;
import dev.lmcp.server.base.CloseStack;
import dev.lmcp.server.base.Limit;
import dev.lmcp.server.base.Limits;
import dev.lmcp.server.call.ChangeBus;
import dev.lmcp.server.methods.Catalog;
import dev.lmcp.spi.AuthProvider;
import dev.lmcp.spi.ClusterProvider;
import dev.lmcp.spi.Secret;
import dev.lmcp.spi.ToolProvider;
import dev.lmcp.spi.TransportProvider;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Creates one server from configuration and plugin jars.
 *
 * <p>Each step records its problems and continues, so that the operator sees all problems at once. After that, the start
 * fails and closes everything that it opened.
 */
public final class Assembly {

    private static final System.Logger LOG = System.getLogger("dev.lmcp.server");
    private static final JarOrigin CORE = JarOrigin.of(Assembly.class);
    private static final String VERSION = CORE.version().orElse("unknown");

    private final StartOptions.Parts given;
    private final ClassLoader loader;
    private final Clock clock;
    private final Optional<Supplier<Secret>> generatedSecret;
    private ConfigReader config;
    private final StartupDiagnostics diagnostics = new StartupDiagnostics();
    private final UsedKeys usedKeys = new UsedKeys();
    private final ReportNotes notes = new ReportNotes();
    private final CloseStack closeStack = new CloseStack();
    private final CoreSettings core;
    private final ScopePolicy scopes;
    private final PublicDocuments documents;
    private final ServerThreads threads = new ServerThreads();
    private final ChangeBus changes = new ChangeBus(threads.worker());
    private final Catalog catalog = new Catalog(changes);
    private final AuthPlugins auth = new AuthPlugins(diagnostics, closeStack);
    private final ToolPlugins tools = new ToolPlugins(catalog, diagnostics);
    private final ClusterPlugins clusters = new ClusterPlugins(diagnostics, closeStack);
    private final TransportPlugins transports = new TransportPlugins(diagnostics, closeStack);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Development development;
    private Optional<String> trustedTransport = Optional.empty();
    private Optional<URI> publicUrl = Optional.empty();
    private boolean isComplete = true;

    private Assembly(StartOptions options) {
        given = options.parts();
        loader = options.basis().loader();
        clock = options.basis().clock();
        generatedSecret = options.generatedSecret();
        development = new Development(options.basis().classFolders(), notes);
        config = options.basis().config();
        diagnostics.problems(config.problems());
        EmptyRules.refuse(config, diagnostics);
        core = new CoreSettings(slice("lmcp."), Limits.read(slice("lmcp.limits.")), VERSION);
        scopes = new ScopePolicy(ScopeRules.read(slice("lmcp.scopes.")));
        documents = new PublicDocuments(clock);
    }

    /**
     * Starts a server.
     *
     * @throws StartupException with everything that is wrong
     */
    public static RunningServer start(StartOptions options) {
        JacksonAnnotations.require();
        Assembly assembly = new Assembly(options);
        RunningServer server = assembly.assemble(true);
        // The program decides where to show the report. Warnings always go to the log.
        assembly.diagnostics
                .warnings()
                .forEach(warning -> LOG.log(Level.WARNING, warning.code() + ' ' + warning.text()));
        return server;
    }

    /** Creates a server whose transports do not start, checks it and closes it. */
    public static CheckResult check(StartOptions options) {
        try {
            JacksonAnnotations.require();
            try (RunningServer server = new Assembly(options).assemble(false)) {
                return server.check();
            }
        } catch (StartupException e) {
            return new CheckResult(false, List.of(), Objects.requireNonNullElse(e.getMessage(), ""));
        }
    }

    private RunningServer assemble(boolean startTransports) {
        try {
            PluginDirectory directory =
                    closeStack.add(PluginDirectory.open(loader, core.pluginDirectory(), diagnostics));
            closeStack.add(threads);
            usePlugins(new PluginFinder(development.loader(directory.loader())));
            OriginPolicy configured =
                    OriginPolicy.read(slice("lmcp."), transports.hosts(), Eras.RESPONSE_HEADERS, clock);
            OriginPolicy origins = publicUrl.map(configured::allowing).orElse(configured);
            usedKeys.reportUnusedKeys(config, diagnostics);
            refuseIfFaulty();
            catalog.notesOnPages(core.limits().of(Limit.PAGE_SIZE)).forEach(notes::add);
            catalog.notesOnSchemas().forEach(notes::add);
            Engine engine = development.engine(closeStack.add(wire(origins)));
            if (startTransports) {
                development.start(closeStack);
                transports.start(engine.endpoint());
                refuseIfFaulty();
                // Closed before the engine, which then gives running calls time to end.
                closeStack.add(transports::announceStop);
            }
            return new RunningServer(
                    engine,
                    catalog,
                    auth.members(),
                    publicUrl,
                    startTransports ? transports.location() : "",
                    report(),
                    ended,
                    closeStack,
                    startTransports && core.isShownByJmx() ? Optional.of(showInJmx(engine)) : Optional.empty());
        } catch (RuntimeException | LinkageError e) {
            closeStack.close();
            throw e;
        }
    }

    private JmxRegistration showInJmx(Engine engine) {
        return JmxRegistration.begin(core.identity().name(), transports.location(), engine.status()::statistics);
    }

    private void usePlugins(PluginFinder finder) {
        PluginSet<TransportProvider> transportSet = finder.transports();
        PluginSet<AuthProvider> authSet = AuthPlugins.withGiven(given.authenticators(), finder.auth());
        PluginSet<ClusterProvider> clusterSet = finder.clusters();
        PluginSet<ToolProvider> toolSet = finder.tools();
        check(transportSet, authSet, clusterSet, toolSet);
        for (PluginSet<?> set : List.of(transportSet, authSet, clusterSet, toolSet)) {
            config = config.withAliases(set.aliases());
        }

        PluginSelector select = new PluginSelector(config, core, usedKeys, diagnostics);
        ServerServices services = new ServerServices(
                clock, threads, documents, scopes, core.path(), notes, generatedSecret, ended::countDown);
        core.stateKeys().watch(services);
        transports.useGiven(given.transports());
        Selection<TransportProvider> chosen =
                select.transport(transportSet, given.transports().keySet());
        transports.create(chosen, settings(transportSet), services);
        trustedTransport = transports.trusted(chosen);
        trustedTransport.ifPresent(name -> notes.add("transport '" + name
                + "' has no authentication: the process that starts this one is trusted, with every scope"));
        auth.create(
                trustedTransport.map(name -> select.noAuth(authSet, name)).orElseGet(() -> select.auth(authSet)),
                settings(authSet),
                services);
        publicUrl = services.publicUrl();
        clusters.useGiven(given.clusters(), core.stateKeys().isFromFile());
        clusters.create(select.cluster(clusterSet), core.stateKeys().isFromFile(), settings(clusterSet), services);
        tools.registerGiven(given.registrations());
        tools.register(select.tools(toolSet), core.tools().isPresent(), settings(toolSet), services);
        isComplete = !tools.isFailed()
                && (toolSet.failures().isEmpty() || !PluginSelector.isNeeded(toolSet, core.toolNames()));
        development.began(config, core.toolNames(), services, catalog, tools.fromFolders());
        noteWhatIsMissing(toolSet);
    }

    /** Reports a server that no client can reach, and a server that has no tools. */
    private void noteWhatIsMissing(PluginSet<ToolProvider> toolSet) {
        if (!transports.isAny()) {
            notes.add("no transport is in use, so that only this program reaches the server; expected a"
                    + " transport: name one in lmcp.transport, add one in code, or serve Lmcp.endpoint() by a servlet");
        }
        if (given.registrations().isEmpty()
                && !tools.isAny()
                && toolSet.failures().isEmpty()) {
            notes.add(
                    toolSet.found().isEmpty()
                            ? "no tool plugin was found, so that clients see no tools; expected a class that"
                                    + " META-INF/services/dev.lmcp.spi.ToolProvider names: add that file, or the plugin's jar"
                            : "no tool plugin is in use, so that clients see no tools; expected lmcp.tools to name one of"
                                    + " those found");
        }
    }

    private void check(PluginSet<?>... sets) {
        List<JarOrigin> jars = new ArrayList<>(List.of(CORE));
        given.transports().values().forEach(transport -> jars.add(JarOrigin.of(transport.getClass())));
        for (PluginSet<?> set : sets) {
            PluginChecks.names(set, diagnostics);
            set.found().forEach(found -> jars.add(found.origin()));
        }
        PluginChecks.versions(jars, diagnostics);
    }

    private Function<String, PluginSettings> settings(PluginSet<?> set) {
        return name -> slice(set.prefix(name));
    }

    private PluginSettings slice(String prefix) {
        return new PluginSettings(config, prefix, usedKeys, diagnostics);
    }

    private Engine wire(OriginPolicy origins) {
        return ServerWiring.wire(
                core.server(publicUrl),
                new ServerRuntime(clock, threads.timer(), threads.worker(), clusters.inUse()),
                new AccessControl(chain(), scopes, origins),
                new ServerContent(catalog, changes, documents, isComplete, given::report));
    }

    /** Every caller is accepted only if the operator has set {@code lmcp.auth=none}; an empty chain is refused. */
    private AuthChain chain() {
        if (trustedTransport.isPresent()) {
            return AuthChain.closed(scopes);
        }
        return PluginSelector.isOpen(core.auth())
                ? AuthChain.open(scopes)
                : new AuthChain(auth.members(), scopes, core.limits().of(Limit.MAX_TOKEN_SIZE));
    }

    private void refuseIfFaulty() {
        if (!diagnostics.problems().isEmpty()) {
            throw new StartupException(diagnostics.problems(), report().renderNotStarted());
        }
    }

    private StartReport report() {
        List<StartReport.Row> rows = Stream.of(transports.rows(), auth.rows(), clusters.rows(), tools.rows())
                .flatMap(List::stream)
                .toList();
        return new StartReport(
                new StartReport.Summary(VERSION, core.path(), tools.count()),
                rows,
                new StartReport.Remarks(diagnostics.warnings(), notes.report()));
    }
}
