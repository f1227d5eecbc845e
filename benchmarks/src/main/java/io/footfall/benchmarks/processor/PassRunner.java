package io.footfall.benchmarks.processor;

import io.footfall.benchmarks.clicks.ClickPlan;
import io.footfall.benchmarks.clicks.ClickSource;
import io.footfall.benchmarks.kafka.KafkaClients;
import io.footfall.benchmarks.kafka.TopicProgress;
import io.footfall.benchmarks.process.Await;
import io.footfall.benchmarks.process.BackgroundPoller;
import io.footfall.benchmarks.process.ProcessUsage;
import io.footfall.benchmarks.process.ServerProcess;
import io.footfall.benchmarks.process.Servers;
import io.footfall.benchmarks.report.Figures;
import io.footfall.events.topics.Topic;
import io.footfall.events.topics.TopicSetup;
import io.footfall.events.topics.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;

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
    private static final long POLL_MILLIS = 20;
    private static final String INPUT = new Topics("").clicks();
    /** The processor refuses topics that do not take its largest records. */
    private static final Map<String, String> OUTPUT =
            Map.of("max.message.bytes", "2097152", "message.timestamp.type", "LogAppendTime");

    /** Usage at the moment when this number of clicks was processed. */
    record UsageAt(long clicks, ProcessUsage server, ProcessUsage broker) {}

    /** Writes the clicks of a plan to a new broker; {@code name} is its directory. */
    static PassRunner start(Servers servers, String name, int partitions, ClickPlan plan, long warmUp)
            throws IOException, InterruptedException {
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
    Figures measure(MeasuredProgram program, int round, Path sparkJava) throws IOException, InterruptedException {
        var version = "r" + round;
        try (var admin = KafkaClients.admin(broker.bootstrapServers())) {
            create(admin, program.outputs(version));
            var cleaned = new TopicProgress(admin, program.outputs(version).get(0));
            var began = System.nanoTime();
            var firstOutput = new AtomicLong();
            Figures figures;
            try (var poller = new BackgroundPoller("first output", () -> {
                if (firstOutput.get() == 0 && cleaned.written() > 0) {
                    firstOutput.set(System.nanoTime());
                }
                Thread.sleep(POLL_MILLIS);
            })) {
                var process = program.start(servers, broker, version, sparkJava);
                var begin = await(admin, program.groups(version), warmUp, process);
                var end = await(admin, program.groups(version), plan.count(), process);
                poller.check();
                figures = between(begin, end).range(FIRST_OUTPUT, 1, (firstOutput.get() - began) / 1e9);
                if (process.port() > 0) {
                    figures.range(LIVE_HEAP, 0, process.liveHeapMegabytes());
                }
                System.out.printf("%s, round %d: %s%n", program, round, figures);
                new OutputCheck(broker.bootstrapServers(), source).check(program, version);
                servers.end(process);
            }
            deleteOutputs(admin);
            return figures;
        } catch (ExecutionException e) {
            throw new IOException("Kafka does not create or delete the outputs of " + program, e);
        }
    }

    private void create(Admin admin, List<String> outputs) throws ExecutionException, InterruptedException {
        var topics = outputs.stream().map(name -> new Topic(name, source.partitions(), OUTPUT));
        TopicSetup.createMissing(admin, topics.toList());
    }

    private UsageAt await(Admin admin, List<String> groups, long clicks, ServerProcess process)
            throws IOException, InterruptedException {
        var input = new TopicProgress(admin, INPUT);
        var last = new AtomicReference<UsageAt>();
        Await.until(TIMEOUT, "%s have not processed %,d clicks".formatted(groups, clicks), () -> {
            last.set(new UsageAt(input.processed(groups), process.usage(), broker.usage()));
            return last.get().clicks() >= clicks;
        });
        return last.get();
    }

    static Figures between(UsageAt begin, UsageAt end) {
        double clicks = end.clicks() - begin.clicks();
        if (clicks <= 0) {
            throw new IllegalArgumentException("too few clicks: all were processed between two commits");
        }
        var cpu = end.server().cpuMicrosSince(begin.server()) / clicks;
        return new Figures()
                .least("CPU us/click, best", 2, cpu)
                .range(CPU, 2, cpu)
                .range(CLICKS, 0, clicks / end.server().secondsSince(begin.server()))
                .range("broker CPU us/click", 2, end.broker().cpuMicrosSince(begin.broker()) / clicks)
                .range(RESIDENT, 0, end.server().residentMegabytes())
                .most("most RSS MB", end.server().peakMegabytes());
    }

    private static void deleteOutputs(Admin admin) throws ExecutionException, InterruptedException {
        var topics = admin.listTopics().names().get().stream().filter(topic -> !topic.equals(INPUT));
        admin.deleteTopics(topics.toList()).all().get();
    }
}
