package io.footfall.benchmarks.processor;

import io.footfall.benchmarks.clicks.ClickPlan;
import io.footfall.benchmarks.clicks.ClickSource;
import io.footfall.benchmarks.clicks.LogFiller;
import io.footfall.benchmarks.clicks.Totals;
import io.footfall.benchmarks.process.Installation;
import io.footfall.benchmarks.process.Installation.Listening;
import io.footfall.benchmarks.process.Server;
import io.footfall.benchmarks.report.Finding;
import io.footfall.events.Topics;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;

/**
 * The whole topology and the bare loop in turns over the same log, each time in a new process: what does a click cost?
 *
 * @param warmUp the share of the log that is read before measuring begins
 * @param profile whether the processor is recorded, which costs a little
 */
record Cost(ClickPlan plan, int rounds, double warmUp, boolean profile) {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    static final String BARE = "bare loop";
    static final String PROCESSOR = "processor";

    Finding run(ProcessorServers servers) throws IOException, InterruptedException {
        var broker = servers.installation().startBroker("kafka");
        var expected = fill(broker);
        var passes = new ArrayList<Pass>();
        for (var round = 1; round <= rounds; round++) {
            passes.add(bare(servers, broker, round, expected));
            passes.add(processor(servers, broker, round, expected));
        }
        return new CostReport(plan, warmUp, passes).finding();
    }

    private Totals fill(Listening broker) throws IOException {
        var source = new ClickSource(plan, Installation.PARTITIONS);
        try (var filler = new LogFiller(broker.bootstrapServers(), source)) {
            filler.send(plan.count());
        }
        System.out.printf("%,d clicks are in the log%n", plan.count());
        return source.totals();
    }

    private Pass bare(ProcessorServers servers, Listening broker, int round, Totals expected)
            throws IOException, InterruptedException {
        var output = "bare-" + round;
        new TopicAdmin(broker).create(output);
        var loop = servers.startBareLoop(broker, output);
        var pass = measure(BARE, broker, loop, output, plan.count(), warmUp);
        var cleaned = new TopicReader(broker.bootstrapServers()).count(output);
        if (cleaned != expected.cleaned()) {
            throw new IOException(
                    "the bare loop has cleaned %,d clicks instead of %,d".formatted(cleaned, expected.cleaned()));
        }
        servers.end(loop);
        new TopicAdmin(broker).deleteDerived();
        return pass;
    }

    private Pass processor(ProcessorServers servers, Listening broker, int round, Totals expected)
            throws IOException, InterruptedException {
        var topics = new Topics("r" + round);
        var recording = profile
                ? "-XX:StartFlightRecording=settings=profile,dumponexit=true,filename="
                        + servers.installation().project().results().resolve("processor-" + round + ".jfr")
                : "";
        var processor = servers.startProcessor(broker, "r" + round, ProcessorServers.NO_STORE, recording);
        var pass = measure(
                PROCESSOR, broker, processor.server(), ProcessorServers.applicationId(topics), plan.count(), warmUp);
        new Expectation(expected, new DerivedTopics(new TopicReader(broker.bootstrapServers()), topics))
                .check(PATIENCE);
        servers.end(processor.server());
        new TopicAdmin(broker).deleteDerived();
        return pass;
    }

    /** Follows a server to the end of the log, and measures once it is warm. */
    static Pass measure(String name, Listening broker, Server server, String group, long clicks, double warmUp)
            throws IOException, InterruptedException {
        try (var admin = Installation.admin(broker)) {
            var progress = new GroupProgress(admin, group, new Topics("").clicks());
            var start = progress.await((long) (clicks * warmUp), server, broker.server());
            var end = progress.await(clicks, server, broker.server());
            var pass = Pass.between(name, start, end);
            System.out.println(pass);
            return pass;
        }
    }
}
