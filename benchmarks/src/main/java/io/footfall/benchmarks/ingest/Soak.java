package io.footfall.benchmarks.ingest;

import io.footfall.benchmarks.load.ClosedLoop;
import io.footfall.benchmarks.process.HeapMetric;
import io.footfall.benchmarks.report.Finding;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;

/**
 * Full speed for a long time: does ingest's memory stay as it is?
 *
 * @param time of samples, after the warm-up
 */
record Soak(WarmUp warmUp, Duration time) {
    private static final int CONNECTIONS = 512;
    private static final Duration SLICE = Duration.ofSeconds(10);
    /** All of the heap is resident from the start, so that resident memory shows what grows beside it. */
    private static final Map<String, String> WHOLE_HEAP = Map.of("JAVA_TOOL_OPTIONS", "-Xms256m -XX:+AlwaysPreTouch");

    Finding run(IngestServers servers) throws IOException, InterruptedException {
        var broker = servers.startBroker();
        var ingest = servers.startIngest(broker, WHOLE_HEAP);
        var heap = new HeapMetric(ingest.port());
        var contender = new Contender(
                Comparison.INGEST, ingest.server(), broker.server(), new ClosedLoop(ingest.port()), CONNECTIONS, 1);
        var warm = warmUp.run(contender);
        System.out.printf("warm after %d s%n", warm.toSeconds());
        var live = heap.liveMegabytes(ingest.server());
        var samples = new ArrayList<SoakReport.Sample>();
        for (var slice = 1; slice <= Math.max(3, time.dividedBy(SLICE)); slice++) {
            var figures = contender.measure(SLICE);
            samples.add(new SoakReport.Sample(slice * SLICE.toSeconds(), figures, heap.usedMegabytes()));
            System.out.printf(
                    "%d s: %s, RSS %.0f MB%n",
                    slice * SLICE.toSeconds(), figures.summary(), figures.residentMegabytes());
        }
        return new SoakReport(warm.toSeconds(), SLICE.toSeconds(), live, heap.liveMegabytes(ingest.server()), samples)
                .finding();
    }
}
