package io.footfall.benchmarks.processor;

import io.footfall.benchmarks.clicks.ClickPlan;
import io.footfall.benchmarks.clicks.ClickSource;
import io.footfall.benchmarks.clicks.LogFiller;
import io.footfall.benchmarks.report.Finding;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What the cost of a click and the processor's memory depend on: one log after the other, each with servers of its own.
 *
 * @param rounds how often each log is read
 * @param warmUp clicks that are in each log too, and are read before measuring begins
 */
record Growth(List<Log> logs, int rounds, long warmUp) {
    /** What is read. */
    record Log(int partitions, ClickPlan plan) {}

    Finding run(ProcessorServers servers) throws IOException, InterruptedException {
        var points = new ArrayList<GrowthReport.Point>();
        for (var log : logs) {
            points.add(new GrowthReport.Point(
                    log.partitions(),
                    log.plan().articles(),
                    log.plan().count() - warmUp,
                    passes(servers, log, "growth-" + points.size())));
        }
        return new GrowthReport(warmUp, points).finding();
    }

    private List<Pass> passes(ProcessorServers servers, Log log, String directory)
            throws IOException, InterruptedException {
        var broker = servers.installation().startPartitionedBroker(directory, log.partitions());
        var source = new ClickSource(log.plan(), log.partitions());
        try (var filler = new LogFiller(broker.bootstrapServers(), source)) {
            filler.send(log.plan().count());
        }
        var warmUpShare = (double) warmUp / log.plan().count();
        var contenders = new Contenders(servers, broker, log.partitions(), log.plan(), warmUpShare, source.totals());
        var passes = new ArrayList<Pass>();
        for (var round = 1; round <= rounds; round++) {
            passes.add(contenders.processor(round, ""));
        }
        servers.end(broker.server());
        servers.installation().workplace().clear(directory);
        return passes;
    }
}
