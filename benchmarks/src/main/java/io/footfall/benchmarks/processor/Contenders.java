package io.footfall.benchmarks.processor;

import io.footfall.benchmarks.clicks.ClickPlan;
import io.footfall.benchmarks.clicks.ClickSource;
import io.footfall.benchmarks.clicks.LogFiller;
import io.footfall.benchmarks.clicks.Totals;
import io.footfall.benchmarks.process.Installation;
import io.footfall.benchmarks.process.Installation.Listening;
import io.footfall.benchmarks.process.Server;
import io.footfall.events.topics.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Those who pass over the same log in turns, each in a new process. What they make of it is held against what it was
 * made to give before a figure counts.
 *
 * @param partitions of the log, and of what is made of it
 * @param warmUp the share of the log that is read before measuring begins
 * @param expected of the log
 */
record Contenders(
        ProcessorServers servers, Listening broker, int partitions, ClickPlan plan, double warmUp, Totals expected) {
    static final String BARE = "bare loop";
    static final String PROCESSOR = "processor";
    static final String SPARK = "Spark";

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** With a broker of their own, and the log in it. */
    static Contenders on(ProcessorServers servers, ClickPlan plan, double warmUp)
            throws IOException, InterruptedException {
        var broker = servers.installation().startBroker("kafka");
        var source = new ClickSource(plan, Installation.PARTITIONS);
        try (var filler = new LogFiller(broker.bootstrapServers(), source)) {
            filler.send(plan.count());
        }
        System.out.printf("%,d clicks are in the log%n", plan.count());
        return new Contenders(servers, broker, Installation.PARTITIONS, plan, warmUp, source.totals());
    }

    /** @param round in which nobody has done this before, as for all */
    Pass bare(int round) throws IOException, InterruptedException {
        var output = "bare-" + round;
        admin().create(output, partitions);
        return pass(
                BARE, output, List.of(output), () -> servers.startBareLoop(broker, output), () -> checkCleaned(output));
    }

    /**
     * The processor, without its way to the store.
     *
     * @param options of its JVM, beside those of every server
     */
    Pass processor(int round, String options) throws IOException, InterruptedException {
        var version = "r" + round;
        var topics = new Topics(version);
        admin().create(topics.cleaned(), partitions);
        var derived = new DerivedTopics(reader(), topics);
        return pass(
                PROCESSOR,
                topics.cleaned(),
                List.of(ProcessorServers.applicationId(topics)),
                () -> servers.startProcessor(broker, version, ProcessorServers.NO_STORE, options)
                        .server(),
                () -> new Expectation(expected, derived).check(PATIENCE));
    }

    /** @param java that Spark can work with */
    Pass spark(int round, Path java) throws IOException, InterruptedException {
        var cleaned = "spark-cleaned-" + round;
        var windows = "spark-windows-" + round;
        admin().create(cleaned, partitions);
        admin().create(windows, partitions);
        return pass(
                SPARK,
                cleaned,
                List.of(cleaned, windows),
                () -> servers.startSpark(java, broker, cleaned, windows),
                () -> {
                    checkCleaned(cleaned);
                    new SparkWindows(reader(), windows).check(expected);
                });
    }

    private Pass pass(String name, String output, List<String> groups, Start start, Check check)
            throws IOException, InterruptedException {
        try (var admin = Installation.admin(broker);
                var first = new FirstOutput(broker, output, partitions)) {
            var server = start.start();
            var progress = new GroupProgress(admin, groups, new Topics("").clicks());
            var begin = progress.await((long) (plan.count() * warmUp), server, broker.server());
            var end = progress.await(plan.count(), server, broker.server());
            var pass = Pass.between(name, begin, end, first.seconds());
            System.out.println(pass);
            check.check();
            servers.end(server);
            admin().deleteDerived();
            return pass;
        }
    }

    private void checkCleaned(String output) throws IOException {
        var content = new CleanedContent();
        reader().read(output, content::add);
        if (content.count() != expected.cleaned()) {
            throw new IOException("%s: %,d clicks instead of %,d were cleaned"
                    .formatted(output, content.count(), expected.cleaned()));
        }
        if (content.sum() != expected.content()) {
            throw new IOException(output + ": cleaned clicks do not read as they must");
        }
    }

    private TopicAdmin admin() {
        return new TopicAdmin(broker);
    }

    private TopicReader reader() {
        return new TopicReader(broker.bootstrapServers());
    }

    /** Starts who is measured. */
    @FunctionalInterface
    private interface Start {
        Server start() throws IOException, InterruptedException;
    }

    /** Looks at the results. */
    @FunctionalInterface
    private interface Check {
        void check() throws IOException, InterruptedException;
    }
}
