package dev.lmcp.verification.bench;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures several servers in turn, a few times over, so that a disturbance hits all alike; keeps the medians.
 *
 * <p>May be given other processes of the same servers: what the compiler makes of a server differs from start to start.
 */
final class Rounds {

    private final Load load;
    private final int rounds;
    private final int seconds;
    private final Series<Load.Measured> all = new Series<>();

    Rounds(Load load, int rounds, int seconds) {
        this.load = load;
        this.rounds = rounds;
        this.seconds = seconds;
    }

    Rounds run(List<Contender> contenders) throws IOException, InterruptedException {
        for (int round = 0; round < rounds; round++) {
            for (Contender contender : contenders) {
                Load.Measured measured = load.most(contender.server(), contender.call(), seconds);
                all.add(contender.name(), measured);
                System.out.printf(
                        "%-45s %8.0f/s %8.1f µs%n", contender.name(), measured.perSecond(), measured.cpuMicros());
            }
        }
        return this;
    }

    Figures<Load.Measured> medians() {
        Map<String, Load.Measured> medians = new LinkedHashMap<>();
        for (String name : all.names()) {
            medians.put(
                    name,
                    new Load.Measured(
                            all.median(name, Load.Measured::perSecond), all.median(name, Load.Measured::cpuMicros)));
        }
        return new Figures<>(medians);
    }

    /** How many calls a second one server answered to another, the median of all rounds. */
    double perSecond(String one, String other) {
        return all.ratio(one, other, Load.Measured::perSecond);
    }

    /** How much processor time a call took one server to another, likewise. */
    double cpu(String one, String other) {
        return all.ratio(one, other, Load.Measured::cpuMicros);
    }

    /** How much processor time a call took in the last round of each process, to the first: 1 if servers were warm. */
    double drift(String name) {
        return all.drift(name, rounds, Load.Measured::cpuMicros);
    }
}
