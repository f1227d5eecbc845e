package io.footfall.benchmarks.ingest;

import io.footfall.benchmarks.load.ClosedLoop;
import io.footfall.benchmarks.report.Finding;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;

/**
 * Full speed for a long time: does ingest's memory stay as it is?
 *
 * @param time of samples, after the warm-up
 */
record Soak(WarmUp warmUp, Duration time) {
    private static final int CONNECTIONS = 512;
    private static final Duration SLICE = Duration.ofSeconds(10);

    Finding run(Installation installation) throws IOException, InterruptedException {
        var broker = installation.startBroker();
        var ingest = installation.startIngest(broker);
        var heap = new HeapMetric(ingest.port());
        var contender = new Contender(
                Comparison.INGEST, ingest.server(), broker.server(), new ClosedLoop(ingest.port()), CONNECTIONS, 1);
        var warm = warmUp.run(contender);
        System.out.printf("warm after %d s%n", warm.toSeconds());
        var samples = new ArrayList<SoakReport.Sample>();
        for (var slice = 1; slice <= Math.max(3, time.dividedBy(SLICE)); slice++) {
            var figures = contender.measure(SLICE);
            samples.add(new SoakReport.Sample(slice * SLICE.toSeconds(), figures, heap.usedMegabytes()));
            System.out.printf(
                    "%d s: %s, RSS %.0f MB%n",
                    slice * SLICE.toSeconds(), figures.summary(), figures.residentMegabytes());
        }
        return new SoakReport(warm.toSeconds(), SLICE.toSeconds(), samples).finding();
    }
}
