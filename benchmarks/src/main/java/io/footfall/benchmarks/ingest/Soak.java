package io.footfall.benchmarks.ingest;

import io.footfall.benchmarks.load.ClosedLoop;
import io.footfall.benchmarks.process.Servers;
import io.footfall.benchmarks.report.Report;
import io.footfall.benchmarks.report.ResultTable;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Full load for a long time: does ingest's memory grow?
 *
 * @param time after the warm-up
 */
record Soak(Duration warmUp, Duration time) {
    /** Live heap that may differ from moment to moment, MB. */
    private static final double MARGIN = 10;

    private static final int CONNECTIONS = 512;
    private static final Duration SLICE = Duration.ofSeconds(10);
    /** The whole heap is resident from the start, so that resident memory shows what grows beside it. */
    private static final Map<String, String> WHOLE_HEAP = Map.of("JAVA_TOOL_OPTIONS", "-Xms256m -XX:+AlwaysPreTouch");

    Report run(Servers servers) throws IOException, InterruptedException {
        var broker = servers.startBroker("kafka", Servers.PARTITIONS);
        var ingest = servers.startService("ingest", servers.project().command("ingest"), broker, WHOLE_HEAP);
        var loaded = new LoadedServer("ingest", ingest, broker, new ClosedLoop(ingest.port()), CONNECTIONS, 1);
        loaded.warmUp(warmUp);
        var before = ingest.liveHeapMegabytes();
        var table = new ResultTable("third of the time");
        var slices = Math.max(3, time.dividedBy(SLICE));
        var failed = 0.0;
        for (var slice = 0; slice < slices; slice++) {
            var figures = loaded.measure(SLICE).range("heap used MB", 0, ingest.usedHeapMegabytes());
            table.add(figures, slice * 3L / slices + 1);
            failed += figures.get(LoadedServer.FAILED);
            System.out.printf("%d s: %s%n", (slice + 1) * SLICE.toSeconds(), figures);
        }
        var after = ingest.liveHeapMegabytes();
        var text =
                "Medians (least-most) of samples of %d s. Live heap: %.0f MB before, %.0f MB after; up to %.0f more are OK."
                        .formatted(SLICE.toSeconds(), before, after, MARGIN);
        return new Report("ingest-soak", text, List.of(table), failed == 0 && after < before + MARGIN);
    }
}
