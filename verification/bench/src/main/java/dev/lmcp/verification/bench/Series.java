package dev.lmcp.verification.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * What was measured of several servers in turn, round after round.
 *
 * @param <T> what is measured of each
 */
final class Series<T> {

    private final Map<String, List<T>> all = new LinkedHashMap<>();

    void add(String name, T measured) {
        all.computeIfAbsent(name, unused -> new ArrayList<>()).add(measured);
    }

    /** The names, in the order in which they were first measured. */
    Set<String> names() {
        return all.keySet();
    }

    double median(String name, ToDoubleFunction<T> what) {
        return median(of(name).stream().mapToDouble(what).toArray());
    }

    /** One to another, the median of all rounds: neighbors in time are compared. */
    double ratio(String one, String other, ToDoubleFunction<T> what) {
        List<T> ones = of(one);
        List<T> others = of(other);
        double[] ratios = new double[ones.size()];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = what.applyAsDouble(ones.get(i)) / what.applyAsDouble(others.get(i));
        }
        return median(ratios);
    }

    /** The last of so many rounds to the first, the median of all times that so many were measured. */
    double drift(String name, int rounds, ToDoubleFunction<T> what) {
        List<T> measured = of(name);
        double[] ratios = new double[measured.size() / rounds];
        for (int i = 0; i < ratios.length; i++) {
            T last = measured.get((i + 1) * rounds - 1);
            ratios[i] = what.applyAsDouble(last) / what.applyAsDouble(measured.get(i * rounds));
        }
        return median(ratios);
    }

    private List<T> of(String name) {
        List<T> measured = all.get(name);
        if (measured == null) {
            throw new IllegalArgumentException("'" + name + "' was not measured; expected one of " + all.keySet());
        }
        return measured;
    }

    static double median(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }
}
