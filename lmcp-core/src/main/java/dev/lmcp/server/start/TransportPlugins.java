package dev.lmcp.server.start;

import dev.lmcp.server.base.CloseStack;
import dev.lmcp.spi.Endpoint;
import dev.lmcp.spi.Services;
import dev.lmcp.spi.Transport;
import dev.lmcp.spi.TransportProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** Creates and starts transports: those given in code, or else the one that configuration names. */
final class TransportPlugins {

    private final StartupDiagnostics diagnostics;
    private final CloseStack closeStack;
    private final List<Opened> opened = new ArrayList<>();
    private final List<StartReport.Row> idle = new ArrayList<>();
    private boolean started;

    /** A transport with its place in the report. */
    private record Opened(String name, Transport transport, JarOrigin origin) {}

    TransportPlugins(StartupDiagnostics diagnostics, CloseStack closeStack) {
        this.diagnostics = diagnostics;
        this.closeStack = closeStack;
    }

    void useGiven(Map<String, Transport> given) {
        given.forEach((name, transport) ->
                opened.add(new Opened(name, closeStack.add(transport), JarOrigin.of(transport.getClass()))));
    }

    void create(Selection<TransportProvider> selection, Function<String, PluginSettings> settings, Services services) {
        for (Selection.Choice<TransportProvider> choice : selection.active()) {
            PluginSet.Found<TransportProvider> found = choice.found();
            diagnostics.attempt(
                    () -> {
                        Transport created = found.plugin().create(settings.apply(found.name()), services);
                        Objects.requireNonNull(created, "it returned null");
                        opened.add(new Opened(found.name(), closeStack.add(created), found.origin()));
                    },
                    reason -> diagnostics.problem(
                            "LMCP-209",
                            found.describe("transport") + " cannot start: " + reason
                                    + "; expected it to work, since lmcp.transport names it: repair it, or name another"));
        }
        selection
                .idle()
                .forEach(choice -> idle.add(StartReport.Row.idle(
                        "transport",
                        choice.found().name(),
                        choice.remark(),
                        choice.found().origin())));
    }

    /** The first transport in use whose callers are trusted. */
    Optional<String> trusted(Selection<TransportProvider> selection) {
        return selection.active().stream()
                .map(Selection.Choice::found)
                .filter(found -> found.plugin().isTrusted())
                .map(PluginSet.Found::name)
                .findFirst();
    }

    void start(Endpoint endpoint) {
        started = true;
        for (Opened one : opened) {
            diagnostics.attempt(
                    () -> one.transport().start(endpoint),
                    reason -> diagnostics.problem(
                            "LMCP-302",
                            "transport '" + one.name() + "' cannot start: " + reason
                                    + "; expected it to accept messages: remove the reason and start again"));
        }
    }

    /** The host names under which they are reached, where there are no others. */
    List<String> hosts() {
        List<List<String>> each =
                opened.stream().map(one -> one.transport().hosts()).toList();
        return each.contains(List.<String>of())
                ? List.of()
                : each.stream().flatMap(List::stream).distinct().toList();
    }

    /** Where the first one is reached, once it has started; empty where there is none. */
    String location() {
        return opened.stream()
                .findFirst()
                .map(one -> one.transport().location())
                .orElse("");
    }

    /** Whether there is one. */
    boolean isAny() {
        return !opened.isEmpty();
    }

    /** The rows of the report; where a transport is reached is known once it has started. */
    List<StartReport.Row> rows() {
        List<StartReport.Row> rows = new ArrayList<>();
        for (Opened one : opened) {
            String remark = started ? one.transport().location() : "";
            rows.add(StartReport.Row.active("transport", one.name(), remark, one.origin()));
        }
        rows.addAll(idle);
        return rows;
    }
}
