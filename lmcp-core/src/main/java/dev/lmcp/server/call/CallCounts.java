package dev.lmcp.server.call;

import dev.lmcp.Statistics;
import dev.lmcp.Tool;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts tool calls by tool and outcome. Safe for concurrent use.
 *
 * <p>The names are those of registered tools, never those from requests. Their number is bounded, even if tools are
 * added and removed all the time.
 */
public final class CallCounts {

    /** Stands for all names without a tool. A tool cannot have this name. */
    static final String UNKNOWN = "(unknown)";

    private static final String OTHERS = "(others)";
    private static final int MAX_TOOLS = 1000;

    private final ConcurrentMap<String, Row> rows = new ConcurrentHashMap<>();

    public void count(Tool tool, CallOutcome outcome) {
        row(tool.name()).count(outcome);
    }

    /** Counts a call whose tool does not exist. */
    public void countUnknown(CallOutcome outcome) {
        row(UNKNOWN).count(outcome);
    }

    private Row row(String name) {
        Row row = rows.get(name);
        return row != null ? row : rows.computeIfAbsent(rows.size() < MAX_TOOLS ? name : OTHERS, key -> new Row());
    }

    /** Returns the counts above 0, sorted by the name of the tool. */
    public List<Statistics.ToolCalls> read() {
        List<Statistics.ToolCalls> counts = new ArrayList<>();
        rows.forEach((tool, row) -> {
            for (CallOutcome outcome : CallOutcome.values()) {
                long count = row.read(outcome);
                if (count > 0) {
                    counts.add(Statistics.ToolCalls.of(tool, outcome.code(), count));
                }
            }
        });
        counts.sort(Comparator.comparing(Statistics.ToolCalls::tool));
        return counts;
    }

    /** The counts of one tool. */
    private static final class Row {

        private final Map<CallOutcome, LongAdder> counts = new EnumMap<>(CallOutcome.class);

        Row() {
            for (CallOutcome outcome : CallOutcome.values()) {
                counts.put(outcome, new LongAdder());
            }
        }

        void count(CallOutcome outcome) {
            adder(outcome).increment();
        }

        long read(CallOutcome outcome) {
            return adder(outcome).sum();
        }

        private LongAdder adder(CallOutcome outcome) {
            return Objects.requireNonNull(counts.get(outcome), "each outcome has a counter");
        }
    }
}
