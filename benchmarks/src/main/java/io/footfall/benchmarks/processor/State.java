package io.footfall.benchmarks.processor;

import io.footfall.benchmarks.clicks.ClickPlan;
import io.footfall.benchmarks.clicks.ClickSource;
import io.footfall.benchmarks.clicks.LogFiller;
import io.footfall.benchmarks.process.HeapMetric;
import io.footfall.benchmarks.process.Installation;
import io.footfall.benchmarks.process.Installation.Listening;
import io.footfall.benchmarks.report.Finding;
import io.footfall.events.topics.Topics;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Does the processor's memory depend on what has gone through it?
 *
 * @param many clicks, looked at early and at the end
 * @param fewArticles and the next: as many clicks, but on many articles
 */
record State(ClickPlan many, ClickPlan fewArticles, ClickPlan manyArticles) {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int EARLY = 20;

    Finding run(ProcessorServers servers) throws IOException, InterruptedException {
        var clicks = run(servers, "many-clicks", many, List.of(many.count() / EARLY, many.count()));
        var few = run(servers, "few-articles", fewArticles, List.of(fewArticles.count()));
        var articles = run(servers, "many-articles", manyArticles, List.of(manyArticles.count()));
        return new StateReport(clicks.get(0), clicks.get(1), few.get(0), articles.get(0)).finding();
    }

    private static List<StateReport.Sample> run(ProcessorServers servers, String name, ClickPlan plan, List<Long> stops)
            throws IOException, InterruptedException {
        var broker = servers.installation().startBroker(name);
        var processor = servers.startProcessor(broker, "", ProcessorServers.NO_STORE, "");
        var samples = new ArrayList<StateReport.Sample>();
        var source = new ClickSource(plan, Installation.PARTITIONS);
        try (var filler = new LogFiller(broker.bootstrapServers(), source)) {
            var sent = 0L;
            for (var stop : stops) {
                filler.send(stop - sent);
                sent = stop;
                samples.add(sample(plan, stop, broker, processor));
            }
        }
        var topics = new DerivedTopics(new TopicReader(broker.bootstrapServers()), new Topics(""));
        new Expectation(source.totals(), topics).check(PATIENCE);
        servers.end(processor.server());
        servers.end(broker.server());
        return samples;
    }

    private static StateReport.Sample sample(ClickPlan plan, long clicks, Listening broker, Listening processor)
            throws IOException, InterruptedException {
        try (var admin = Installation.admin(broker)) {
            var topics = new Topics("");
            var progress = new GroupProgress(admin, ProcessorServers.applicationId(topics), topics.clicks());
            var mark = progress.await(clicks, processor.server(), broker.server());
            var live = new HeapMetric(processor.port()).liveMegabytes(processor.server());
            var sample = new StateReport.Sample(
                    clicks, plan.articles(), mark.server().residentKilobytes() / 1024.0, live);
            System.out.println(sample);
            return sample;
        }
    }
}
