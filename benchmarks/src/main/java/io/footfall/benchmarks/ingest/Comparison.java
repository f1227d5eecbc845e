package io.footfall.benchmarks.ingest;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Contenders in turns, round after round, so that what else happens on the machine happens to all of them. */
final class Comparison {
    private final List<Contender> contenders;

    Comparison(List<Contender> contenders) {
        this.contenders = contenders;
    }

    Map<Contender, List<Figures>> run(WarmUp warmUp, int rounds, Duration each) throws IOException {
        var figures = new LinkedHashMap<Contender, List<Figures>>();
        for (var contender : contenders) {
            var spent = warmUp.run(contender);
            System.out.printf("%-40s warm after %d s%n", contender.name(), spent.toSeconds());
            figures.put(contender, new ArrayList<>());
        }
        for (var round = 1; round <= rounds; round++) {
            for (var contender : contenders) {
                var shown = contender.measure(each);
                figures.get(contender).add(shown);
                System.out.printf(
                        "%-40s round %d: %,9.0f req/s, %6.1f us CPU a request, p99 %.1f ms%n",
                        contender.name(),
                        round,
                        shown.requestsPerSecond(),
                        shown.cpuMicrosPerRequest(),
                        shown.p99Millis());
            }
        }
        return figures;
    }
}
