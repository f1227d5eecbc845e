package io.footfall.benchmarks.processor;

import io.footfall.benchmarks.clicks.ClickPlan;
import io.footfall.benchmarks.clicks.ClickSource;
import io.footfall.benchmarks.clicks.LogFiller;
import io.footfall.benchmarks.report.Finding;
import io.footfall.events.Topics;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What the cost of a click and the processor's memory depend on: one log after the other, each with servers of its own.
 *
 * @param warmUp the share of each log that is read before measuring begins
 */
record Growth(List<Log> logs, double warmUp) {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** What is read. */
    record Log(int partitions, ClickPlan plan) {}

    Finding run(ProcessorServers servers) throws IOException, InterruptedException {
        var points = new ArrayList<GrowthReport.Point>();
        for (var log : logs) {
            points.add(new GrowthReport.Point(
                    log.partitions(), log.plan().articles(), log.plan().count(), pass(servers, log, points.size())));
        }
        return new GrowthReport(warmUp, points).finding();
    }

    private Pass pass(ProcessorServers servers, Log log, int number) throws IOException, InterruptedException {
        var broker = servers.installation().startPartitionedBroker("growth-" + number, log.partitions());
        var source = new ClickSource(log.plan(), log.partitions());
        try (var filler = new LogFiller(broker.bootstrapServers(), source)) {
            filler.send(log.plan().count());
        }
        var topics = new Topics("");
        var processor = servers.startProcessor(broker, topics.suffix(), ProcessorServers.NO_STORE, "");
        var pass = Cost.measure(
                log.toString(),
                broker,
                processor.server(),
                ProcessorServers.applicationId(topics),
                log.plan().count(),
                warmUp);
        new Expectation(source.totals(), new DerivedTopics(new TopicReader(broker.bootstrapServers()), topics))
                .check(PATIENCE);
        servers.end(processor.server());
        servers.end(broker.server());
        servers.installation().workplace().clear("growth-" + number);
        return pass;
    }
}
