package dev.lmcp.verification.bench;

import java.util.List;
import org.openjdk.jmh.runner.RunnerException;

/** What the code of a call costs without a container, by JMH. */
final class MicroTables {

    /** Half of the bytes that a call allocated beyond the reading and writing of its JSON, when that was first measured. */
    private static final double HALF_OF_FIRST = 2_178;

    private final Scale scale;
    private final Results results;

    MicroTables(Scale scale, Results results) {
        this.scale = scale;
        this.results = results;
    }

    void measure() throws RunnerException {
        Figures<Micro.Cost> costs = new Micro(scale.isQuick() ? 1 : 3, 1).run();
        results.heading("Without a container (JMH)");
        results.table("what", "ns", "±", "bytes allocated");
        costs.forEach((name, cost) -> results.row(
                name, Results.number(cost.nanos()), Results.number(cost.error()), Results.number(cost.bytes())));
        results.endTable();
        results.text("`byHand` is what (b) does without its container; `call` is lmcp's endpoint without one, by caller"
                + " and by what there is besides (10 000 tools, 10 000 sessions).");
        results.targets();
        for (String era : List.of("modern", "legacy")) {
            double alone = costs.of("call nothing " + era).nanos();
            results.atMost("10 000 tools, " + era, costs.of("call tools " + era).nanos() / alone, 1.05);
            results.atMost(
                    "10 000 sessions, " + era, costs.of("call sessions " + era).nanos() / alone, 1.05);
        }
        double beyond =
                costs.of("call nothing modern").bytes() - costs.of("byHand").bytes();
        results.atMost("bytes allocated beyond `byHand`, half of what it was", beyond, HALF_OF_FIRST);
        results.endTable();
    }
}
