package dev.lmcp.verification.bench;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** The measurements by JMH: nanoseconds and allocated bytes of each, by name and parameters. */
final class Micro {

    private static final String BYTES = "gc.alloc.rate.norm";

    /**
     * What one call costs.
     *
     * @param nanos time
     * @param error half the width of the interval that holds it with 99.9 %
     * @param bytes memory allocated
     */
    record Cost(double nanos, double error, double bytes) {}

    private final int forks;
    private final int seconds;

    Micro(int forks, int seconds) {
        this.forks = forks;
        this.seconds = seconds;
    }

    Figures<Cost> run() throws RunnerException {
        Map<String, Cost> costs = new LinkedHashMap<>();
        costs.putAll(run(options().include(JsonBench.class.getName())));
        costs.putAll(run(options().include(EndpointBench.class.getName()).param("besides", "nothing")));
        costs.putAll(run(options()
                .include(EndpointBench.class.getName())
                .param("caller", "modern", "legacy")
                .param("besides", "tools", "sessions")));
        return new Figures<>(costs);
    }

    private OptionsBuilder options() {
        OptionsBuilder options = new OptionsBuilder();
        options.forks(forks)
                .warmupIterations(2)
                .warmupTime(TimeValue.seconds(2L * seconds))
                .measurementIterations(3)
                .measurementTime(TimeValue.seconds(seconds))
                .addProfiler(GCProfiler.class);
        return options;
    }

    private static Map<String, Cost> run(org.openjdk.jmh.runner.options.ChainedOptionsBuilder options)
            throws RunnerException {
        Map<String, Cost> costs = new LinkedHashMap<>();
        Collection<RunResult> results = new Runner(options.build()).run();
        for (RunResult result : results) {
            String method = result.getParams().getBenchmark();
            StringBuilder name = new StringBuilder(method.substring(method.lastIndexOf('.') + 1));
            result.getParams()
                    .getParamsKeys()
                    .forEach(key -> name.append(' ').append(result.getParams().getParam(key)));
            costs.put(
                    name.toString(),
                    new Cost(
                            result.getPrimaryResult().getScore(),
                            result.getPrimaryResult().getScoreError(),
                            Optional.ofNullable(result.getSecondaryResults().get(BYTES))
                                    .orElseThrow()
                                    .getScore()));
        }
        return costs;
    }
}
