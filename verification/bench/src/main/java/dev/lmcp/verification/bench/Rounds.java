package dev.lmcp.verification.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Measures several servers in turn, a few times over, so that a disturbance hits all alike; keeps the medians.
 *
 * <p>May be given other processes of the same servers: what the compiler makes of a server differs from start to start.
 */
final class Rounds {

    private final Load load;
    private final int rounds;
    private final int seconds;
    private final Map<String, List<Load.Measured>> all = new LinkedHashMap<>();

    Rounds(Load load, int rounds, int seconds) {
        this.load = load;
        this.rounds = rounds;
        this.seconds = seconds;
    }

    Rounds run(List<Contender> contenders) throws IOException, InterruptedException {
        for (int round = 0; round < rounds; round++) {
            for (Contender contender : contenders) {
                Load.Measured measured = load.most(contender.server(), contender.call(), seconds);
                all.computeIfAbsent(contender.name(), name -> new ArrayList<>()).add(measured);
                System.out.printf(
                        "%-45s %8.0f/s %8.1f µs%n", contender.name(), measured.perSecond(), measured.cpuMicros());
            }
        }
        return this;
    }

    Figures<Load.Measured> medians() {
        Map<String, Load.Measured> medians = new LinkedHashMap<>();
        all.forEach((name, measured) -> medians.put(
                name,
                new Load.Measured(
                        median(measured.stream()
                                .mapToDouble(Load.Measured::perSecond)
                                .toArray()),
                        median(measured.stream()
                                .mapToDouble(Load.Measured::cpuMicros)
                                .toArray()))));
        return new Figures<>(medians);
    }

    /** How many calls a second one server answered to another, the median of all rounds: neighbours in time are compared. */
    double perSecond(String one, String other) {
        return ratio(one, other, Load.Measured::perSecond);
    }

    /** How much processor time a call took one server to another, likewise. */
    double cpu(String one, String other) {
        return ratio(one, other, Load.Measured::cpuMicros);
    }

    private double ratio(String one, String other, ToDoubleFunction<Load.Measured> what) {
        List<Load.Measured> ones = all.getOrDefault(one, List.of());
        List<Load.Measured> others = all.getOrDefault(other, List.of());
        double[] ratios = new double[ones.size()];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = what.applyAsDouble(ones.get(i)) / what.applyAsDouble(others.get(i));
        }
        return median(ratios);
    }

    static double median(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }
}
