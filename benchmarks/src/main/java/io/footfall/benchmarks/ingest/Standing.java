package io.footfall.benchmarks.ingest;

import io.footfall.benchmarks.report.Spread;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What a contender has shown in all its rounds.
 *
 * @param clicks in each request
 */
record Standing(String server, int connections, int clicks, List<Figures> rounds) {
    Spread of(ToDoubleFunction<Figures> figure) {
        return Spread.of(rounds, figure);
    }

    Spread cpuMicrosPerClick() {
        return of(figures -> figures.cpuMicrosPerRequest() / clicks);
    }

    /** The worst of all rounds. */
    double most(ToDoubleFunction<Figures> figure) {
        return of(figure).most();
    }

    boolean isOf(String otherServer, int otherConnections, int otherClicks) {
        return server.equals(otherServer) && connections == otherConnections && clicks == otherClicks;
    }
}
