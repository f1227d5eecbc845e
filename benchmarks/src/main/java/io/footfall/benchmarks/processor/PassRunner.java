package io.footfall.benchmarks.processor;

import io.footfall.benchmarks.load.ClickPlan;
import io.footfall.benchmarks.load.ClickSource;
import io.footfall.benchmarks.process.Await;
import io.footfall.benchmarks.process.KafkaClients;
import io.footfall.benchmarks.process.ProcessUsage;
import io.footfall.benchmarks.process.ServerProcess;
import io.footfall.benchmarks.process.Servers;
import io.footfall.benchmarks.report.Figures;
import io.footfall.benchmarks.report.UsageFigures;
import io.footfall.events.topics.KafkaAdmin;
import io.footfall.events.topics.Topic;
import io.footfall.events.topics.TopicSetup;
import io.footfall.events.topics.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Measures programs that process the same clicks, each pass in a new process.
 *
 * @param source has generated the clicks that the broker has
 * @param warmUp clicks that are processed before measuring begins
 */
record PassRunner(Servers servers, ServerProcess broker, ClickPlan plan, ClickSource source, long warmUp) {
    static final String CPU = "CPU us/click";
    static final String CLICKS = "clicks/s";
    static final String RESIDENT = "RSS MB";
    /** Measured for services only. */
    static final String LIVE_HEAP = "live heap MB";

    static final String FIRST_OUTPUT = "start to first output s";

    private static final Duration TIMEOUT = Duration.ofMinutes(20);
    private static final String INPUT = new Topics("").clicks();

    /** Usage at the moment when this number of clicks was processed. */
    record UsageAt(long clicks, ProcessUsage server, ProcessUsage broker) {}

    /** Writes the clicks of a plan to a new broker; {@code name} is its directory. */
    static PassRunner start(Servers servers, String name, int partitions, ClickPlan plan, long warmUp)
            throws Exception {
        var broker = servers.startBroker(name, partitions);
        var source = new ClickSource(plan, partitions);
        source.writeTo(broker.bootstrapServers());
        System.out.printf("%,d clicks are in Kafka%n", plan.count());
        return new PassRunner(servers, broker, plan, source, warmUp);
    }

    /**
     * Measures one pass. Its results are checked before its figures count.
     *
     * @param round in which the program has not been measured before
     * @param sparkJava a java that Spark can run on
     */
    Figures measure(MeasuredProgram program, int round, Path sparkJava) throws Exception {
        var version = "r" + round;
        var outputs = program.outputs(version);
        try (var admin = KafkaClients.admin(broker.bootstrapServers());
                var reader = KafkaClients.reader(broker.bootstrapServers())) {
            // The processor refuses topics that do not take its largest records.
            var settings = Map.of("max.message.bytes", "2097152");
            var topics = outputs.stream().map(name -> new Topic(name, source.partitions(), settings));
            TopicSetup.createMissing(admin.client(), topics.toList());
            var cleaned = reader.partitions(List.of(outputs.get(0)));
            var began = System.nanoTime();
            var process = program.start(servers, broker, version, sparkJava);
            Await.until(TIMEOUT, program + " has not written a cleaned click", () -> {
                process.checkAlive();
                return Collections.max(reader.ends(cleaned).values()) > 0;
            });
            var firstOutput = System.nanoTime();
            var begin = await(admin, program.groups(version), warmUp, process);
            var end = await(admin, program.groups(version), plan.count(), process);
            var figures = between(begin, end).range(FIRST_OUTPUT, 1, (firstOutput - began) / 1e9);
            if (process.port() > 0) {
                figures.range(LIVE_HEAP, 0, process.liveHeapMegabytes());
            }
            System.out.printf("%s, round %d: done%n", program, round);
            new OutputCheck(reader, source).check(program, version);
            servers.end(process);
            var written = admin.client().listTopics().names().get().stream().filter(topic -> !topic.equals(INPUT));
            admin.client().deleteTopics(written.toList()).all().get();
            return figures;
        }
    }

    /** Waits until all of these consumer groups have committed that they have processed so many clicks. */
    private UsageAt await(KafkaAdmin admin, List<String> groups, long clicks, ServerProcess process) throws Exception {
        var last = new AtomicReference<UsageAt>();
        Await.until(TIMEOUT, "%s have not processed %,d clicks".formatted(groups, clicks), () -> {
            var processed = Long.MAX_VALUE;
            for (var group : groups) {
                var offsets = admin.committed(group).entrySet().stream()
                        .filter(offset -> offset.getKey().topic().equals(INPUT));
                processed = Math.min(
                        processed, offsets.mapToLong(Map.Entry::getValue).sum());
            }
            last.set(new UsageAt(processed, process.usage(), broker.usage()));
            return processed >= clicks;
        });
        return last.get();
    }

    static Figures between(UsageAt begin, UsageAt end) {
        double clicks = end.clicks() - begin.clicks();
        if (clicks <= 0) {
            throw new IllegalArgumentException("too few clicks: all were processed between two commits");
        }
        var cpu = end.server().cpuMicrosSince(begin.server()) / clicks;
        var figures = new Figures()
                .range(CPU, 2, cpu)
                .range(CLICKS, 0, clicks / end.server().secondsSince(begin.server()))
                .range("broker CPU us/click", 2, end.broker().cpuMicrosSince(begin.broker()) / clicks)
                .range(RESIDENT, 0, end.server().residentMegabytes());
        UsageFigures.ofCpu(figures, begin.server(), end.server(), clicks);
        return UsageFigures.idle(figures, begin.server(), end.server());
    }
}
