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

/** Creates and starts transports: those that the program adds, otherwise the one that {@code lmcp.transport} names. */
final class TransportPlugins {

    private final StartupDiagnostics diagnostics;
    private final CloseStack closeStack;
    private final List<Used> inUse = new ArrayList<>();
    private final List<StartReport.Row> idle = new ArrayList<>();
    private boolean isStarted;

    /** A transport in use, with its name and jar for the report. */
    private record Used(String name, Transport transport, JarOrigin origin) {}

    TransportPlugins(StartupDiagnostics diagnostics, CloseStack closeStack) {
        this.diagnostics = diagnostics;
        this.closeStack = closeStack;
    }

    void useGiven(Map<String, Transport> given) {
        given.forEach((name, transport) ->
                inUse.add(new Used(name, closeStack.add(transport), JarOrigin.of(transport.getClass()))));
    }

    void create(Selection<TransportProvider> selection, Function<String, PluginSettings> settings, Services services) {
        for (Selection.Choice<TransportProvider> choice : selection.active()) {
            PluginSet.Found<TransportProvider> found = choice.found();
            diagnostics.attempt(
                    () -> {
                        Transport created = found.plugin().create(settings.apply(found.name()), services);
                        Objects.requireNonNull(created, "it returned null");
                        inUse.add(new Used(found.name(), closeStack.add(created), found.origin()));
                    },
                    reason -> diagnostics.problem(
                            "LMCP-209",
                            found.describe("transport") + " cannot start: " + reason
                                    + "; expected it to work, since lmcp.transport names it: repair it, or name another"));
        }
        idle.addAll(selection.idleRows("transport"));
    }

    /** Returns the name of the first selected transport whose callers are trusted. */
    Optional<String> trusted(Selection<TransportProvider> selection) {
        return selection.active().stream()
                .map(Selection.Choice::found)
                .filter(found -> found.plugin().isTrusted())
                .map(PluginSet.Found::name)
                .findFirst();
    }

    void start(Endpoint endpoint) {
        isStarted = true;
        for (Used used : inUse) {
            diagnostics.attempt(
                    () -> used.transport().start(endpoint),
                    reason -> diagnostics.problem(
                            "LMCP-302",
                            "transport '" + used.name() + "' cannot start: " + reason
                                    + "; expected it to accept messages: remove the cause and start again"));
        }
    }

    /** Tells the clients of all transports that the server stops. Those of one that fails are not told. */
    void announceStop() {
        CloseStack announcements = new CloseStack();
        inUse.forEach(used -> announcements.add(used.transport()::announceStop));
        announcements.close();
    }

    /** Returns all host names of the transports in use; an empty list if one of them does not know its names. */
    List<String> hosts() {
        List<List<String>> each =
                inUse.stream().map(used -> used.transport().hosts()).toList();
        return each.contains(List.<String>of())
                ? List.of()
                : each.stream().flatMap(List::stream).distinct().toList();
    }

    /** Returns the location of the first transport in use, once it has started; empty if there is none. */
    String location() {
        return inUse.stream()
                .findFirst()
                .map(used -> used.transport().location())
                .orElse("");
    }

    /** Returns whether any transport is in use. */
    boolean isAny() {
        return !inUse.isEmpty();
    }

    /** Returns the rows of the report. The location of a transport is known once it has started. */
    List<StartReport.Row> rows() {
        List<StartReport.Row> rows = new ArrayList<>();
        for (Used used : inUse) {
            String remark = isStarted ? used.transport().location() : "";
            rows.add(StartReport.Row.active("transport", used.name(), remark, used.origin()));
        }
        rows.addAll(idle);
        return rows;
    }
}
