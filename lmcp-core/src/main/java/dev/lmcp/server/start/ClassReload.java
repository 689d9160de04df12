package dev.lmcp.server.start;

import dev.lmcp.Registry;
import dev.lmcp.config.ConfigReader;
import dev.lmcp.config.StartupException;
import dev.lmcp.spi.Services;
import dev.lmcp.spi.ToolProvider;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Takes over the tool plugins of class folders when a build has changed them, for development.
 *
 * <p>The server goes on: its sessions, its calls and its address stay, and clients are told of the changed lists. If the
 * changed classes cannot be used, the ones before stay in use.
 */
final class ClassReload implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger("dev.lmcp.dev");
    private static final long POLL_MILLIS = 200;

    /** The looks after which a folder without a plugin is no build on its way. */
    private static final int MAX_LOOKS = 25;

    private final ClassFolders folders;
    private final ConfigReader config;
    private final List<String> named;
    private final Services services;
    private final Registry server;
    private final CountDownLatch end = new CountDownLatch(1);
    private final Thread thread = new Thread(this::watch, "lmcp-dev");
    private final String first;
    private ReplacedItems current;

    /**
     * Begins with the classes that the server has started with.
     *
     * @param named the plugins that {@code lmcp.tools} names; without any, all that are not opt-in are in use
     * @param current the items that these classes have registered
     */
    ClassReload(
            ClassFolders folders,
            ConfigReader config,
            List<String> named,
            Services services,
            Registry server,
            ReplacedItems current) {
        this.folders = folders;
        this.config = config;
        this.named = named;
        this.services = services;
        this.server = server;
        this.current = current;
        this.first = folders.fingerprint();
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    private void watch() {
        String used = first;
        String seen = first;
        int looks = 0;
        try {
            while (!end.await(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                String now = folders.fingerprint();
                looks = now.equals(seen) ? looks + 1 : 0;
                seen = now;
                // a build is over when nothing has changed between two looks
                if (looks > 0 && !now.equals(used) && reload(looks >= MAX_LOOKS)) {
                    used = now;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Takes over the classes as they are now. Returns false if there is no plugin yet: some builds delete all classes before
     * they compile.
     *
     * @param isLast whether a plugin must be there by now
     */
    private boolean reload(boolean isLast) {
        long began = System.nanoTime();
        StartupDiagnostics diagnostics = new StartupDiagnostics();
        PluginSet<ToolProvider> set = new PluginFinder(folders.newLoader()).tools();
        ReplacedItems items = new ReplacedItems(server);
        List<PluginSet.Found<ToolProvider>> own = set.found().stream()
                .filter(found -> ClassFolders.isFromFolder(found.plugin()) && isInUse(found))
                .toList();
        if (own.isEmpty() && set.failures().isEmpty() && !isLast) {
            return false;
        }
        own.forEach(found -> register(found, items, diagnostics));
        List<String> problems = new ArrayList<>(set.failures());
        diagnostics.problems().stream().map(StartupException.Problem::text).forEach(problems::add);
        if (own.isEmpty() && problems.isEmpty()) {
            problems.add("no tool plugin was found in the folder");
        }
        if (problems.isEmpty()) {
            diagnostics.attempt(() -> items.replace(current), problems::add);
            current = items;
        }
        if (problems.isEmpty()) {
            LOG.log(
                    Level.INFO,
                    "changed classes are in use after " + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began)
                            + " ms; tools: " + String.join(", ", items.tools()));
        } else {
            LOG.log(
                    Level.WARNING,
                    "changed classes cannot be used: " + String.join("; ", problems)
                            + "; expected tool plugins that register: correct them and compile again");
        }
        return true;
    }

    private boolean isInUse(PluginSet.Found<ToolProvider> found) {
        return named.isEmpty() ? !found.declared().isOptIn() : named.contains(found.name());
    }

    private void register(PluginSet.Found<ToolProvider> found, ReplacedItems items, StartupDiagnostics diagnostics) {
        PluginSettings settings =
                new PluginSettings(config, "lmcp.tools." + found.name() + '.', new UsedKeys(), diagnostics);
        diagnostics.attempt(
                () -> found.plugin().register(items, settings, services),
                reason -> diagnostics.problem(
                        "LMCP-212", "tools plugin '" + found.name() + "' cannot register: " + reason));
    }

    @Override
    public void close() {
        end.countDown();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
