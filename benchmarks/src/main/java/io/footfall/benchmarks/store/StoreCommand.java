package io.footfall.benchmarks.store;

import io.footfall.benchmarks.load.CleanedClicks;
import io.footfall.benchmarks.load.ClickPlan;
import io.footfall.benchmarks.load.ClickSource;
import io.footfall.benchmarks.process.Await;
import io.footfall.benchmarks.process.KafkaClients;
import io.footfall.benchmarks.process.ProcessUsage;
import io.footfall.benchmarks.process.Project;
import io.footfall.benchmarks.process.ServerProcess;
import io.footfall.benchmarks.process.Servers;
import io.footfall.benchmarks.report.BenchmarkCommand;
import io.footfall.benchmarks.report.Figures;
import io.footfall.benchmarks.report.Report;
import io.footfall.benchmarks.report.ResultTable;
import io.footfall.events.topics.KafkaAdmin;
import io.footfall.events.topics.Topics;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.concurrent.atomic.AtomicReference;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code benchmarks store}: what a single click costs on its way from {@code clicks-cleaned} to the store. */
@Command(
        name = "store",
        description = {
            "Measures the way of single clicks from clicks-cleaned to the store, in the processor as it is shipped:",
            "CPU time a click against a server that answers 204 and does nothing else, and against QuestDB."
        })
public final class StoreCommand extends BenchmarkCommand {
    private static final Duration TIMEOUT = Duration.ofMinutes(20);
    /** Other channels of the processor that write to the store. */
    private static final List<String> OTHER_CHANNELS = List.of("traffic", "page-views", "click-counts");

    private static final String CLEANED = new Topics("").cleaned();
    private static final int ARTICLES = 10_000;

    @Option(names = "--to", split = ",", description = "nothing, questdb (both, in this order)")
    private Set<Target> targets = EnumSet.allOf(Target.class);

    @Option(names = "--clicks", description = "in each pass (${DEFAULT-VALUE})")
    private long clicks = 1_500_000;

    @Option(names = "--rounds", description = "passes to each, in turns (${DEFAULT-VALUE})")
    private int rounds = 3;

    @Option(
            names = "--warm-up",
            paramLabel = "<percent>",
            description = "of the clicks, before measuring begins (${DEFAULT-VALUE})")
    private int warmUp = 50;

    @Option(names = "--java-options", description = "more options of the processor's JVM, as for a profile")
    private String javaOptions = "";

    @Option(names = "--seed", description = "of everything that is generated (${DEFAULT-VALUE})")
    private long seed = 20180113;

    enum Target {
        NOTHING,
        QUESTDB;

        ServerProcess start(Servers servers, String name) throws Exception {
            if (this == QUESTDB) {
                return servers.startStore(name);
            }
            var port = Servers.freePort();
            var command = servers.project().main(Project.BENCHMARKS, NoOpStore.class.getName(), port);
            return servers.startListening(name, command, port);
        }
    }

    /** Usage at the moment when the processor had committed this number of clicks. */
    private record UsageAt(long clicks, ProcessUsage processor, ProcessUsage store) {}

    @Override
    protected List<Benchmark> benchmarks() {
        return List.of(this::run);
    }

    private Report run(Servers servers) throws Exception {
        var broker = servers.startBroker("kafka", Servers.PARTITIONS);
        var plan = ClickPlan.untilNow(seed, clicks * 2, ARTICLES, false);
        CleanedClicks.write(new ClickSource(plan, Servers.PARTITIONS), clicks, broker.bootstrapServers());
        System.out.printf("%,d clicks are in Kafka%n", clicks);
        var table = new ResultTable("store");
        for (var round = 1; round <= rounds; round++) {
            for (var target : targets) {
                table.add(measure(servers, broker, target, round), target.name().toLowerCase(Locale.ROOT));
                System.out.printf("%s, round %d: done%n", target, round);
            }
        }
        return report(table);
    }

    Report report(ResultTable table) {
        var text = ("%,d clicks, measured from %d %% of them on; %d passes to each store, in turns, every one with new"
                        + " processes; medians (least-most).")
                .formatted(clicks, warmUp, rounds);
        return new Report("store", text, List.of(table), true);
    }

    private Figures measure(Servers servers, ServerProcess broker, Target target, int round) throws Exception {
        var name = target + "-" + round;
        var store = target.start(servers, "store-" + name);
        var processor = startProcessor(servers, broker, store, name);
        try (var admin = KafkaClients.admin(broker.bootstrapServers())) {
            var begin = await(admin, name, clicks * warmUp / 100, processor, store);
            var end = await(admin, name, clicks, processor, store);
            var measured = (double) (end.clicks() - begin.clicks());
            return new Figures()
                    .range("CPU us/click", 2, end.processor().cpuMicrosSince(begin.processor()) / measured)
                    .range("store CPU us/click", 2, end.store().cpuMicrosSince(begin.store()) / measured)
                    .range("clicks/s", 0, measured / end.processor().secondsSince(begin.processor()))
                    .range("RSS MB", 0, end.processor().residentMegabytes());
        } finally {
            servers.end(processor);
            servers.end(store);
        }
    }

    /** Starts a processor that reads the cleaned clicks in a consumer group of this name. */
    private ServerProcess startProcessor(Servers servers, ServerProcess broker, ServerProcess store, String group)
            throws Exception {
        var options = new StringJoiner(" ").add(javaOptions);
        options.add("-Dkafka-streams.state.dir=" + servers.directory().resolve("streams-" + group));
        options.add("-Dmp.messaging.incoming.cleaned.group.id=" + group);
        OTHER_CHANNELS.forEach(channel -> options.add("-Dmp.messaging.incoming." + channel + ".enabled=false"));
        var environment =
                Map.of("INFLUXDB_URL", "http://127.0.0.1:" + store.port(), "JAVA_TOOL_OPTIONS", options.toString());
        return servers.startService("processor-" + group, servers.project().command("processor"), broker, environment);
    }

    /** Waits until so many clicks are stored and committed. */
    private static UsageAt await(
            KafkaAdmin admin, String group, long clicks, ServerProcess processor, ServerProcess store)
            throws Exception {
        var last = new AtomicReference<UsageAt>();
        Await.until(TIMEOUT, "%s has not stored %,d clicks".formatted(group, clicks), () -> {
            var stored = admin.committed(group).entrySet().stream()
                    .filter(offset -> offset.getKey().topic().equals(CLEANED))
                    .mapToLong(Map.Entry::getValue)
                    .sum();
            last.set(new UsageAt(stored, processor.usage(), store.usage()));
            return stored >= clicks;
        });
        return last.get();
    }
}
