package io.footfall.benchmarks.latency;

import io.footfall.benchmarks.load.SteadyLoad;
import io.footfall.benchmarks.process.FullSystem;
import io.footfall.benchmarks.process.KafkaClients;
import io.footfall.benchmarks.process.ProcessUsage;
import io.footfall.benchmarks.process.Servers;
import io.footfall.benchmarks.report.BenchmarkCommand;
import io.footfall.benchmarks.report.Figures;
import io.footfall.benchmarks.report.Report;
import io.footfall.benchmarks.report.ResultTable;
import io.footfall.benchmarks.report.UsageFigures;
import io.footfall.events.topics.Topics;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.Node;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code benchmarks latency}: how long a click takes to each place where people see it. */
@Command(
        name = "latency",
        description = {
            "Measures how long a click takes under a steady load, from its sender to:",
            "the sender's answer, clicks-cleaned, the store, the dashboard's stream and, if forbidden, a webhook."
        })
public final class LatencyCommand extends BenchmarkCommand {
    private static final String RATE = "clicks/s";
    private static final String LOAD = "load and watches";
    /** Out of step with everything that happens once a second. */
    private static final Duration PROBE_INTERVAL = Duration.ofMillis(273);
    /** Sent before those that are measured: the way to people must be warm, too. */
    private static final int WARM_UP_PROBES = 20;

    private static final long SOON_MILLIS = 100;
    private static final String BOT = "Mozilla/5.0 (compatible; Probebot/1.0; +https://news.example/bot)";

    private final ResultTable delays = new ResultTable(RATE, "until a click is in");
    private final ResultTable busy = new ResultTable(RATE, "process");
    private final ResultTable waterfall = new ResultTable(RATE, "until a probe is", "the stage before");
    private final ResultTable machine = new ResultTable(RATE);

    @Option(names = "--rates", split = ",", description = "clicks a second, in turns (${DEFAULT-VALUE})")
    private List<Integer> rates = List.of(1_000, 5_000);

    @Option(names = "--probes", description = "clicks followed to the end, about four a second (${DEFAULT-VALUE})")
    private int probes = 200;

    @Option(names = "--warm-up", description = "seconds of load before measuring begins (${DEFAULT-VALUE})")
    private int warmUp = 60;

    @Option(names = "--rounds", description = "of each rate, with new processes (${DEFAULT-VALUE})")
    private int rounds = 3;

    @Override
    protected List<Benchmark> benchmarks() {
        return List.of(this::run);
    }

    private Report run(Servers servers) throws Exception {
        for (var round = 1; round <= rounds; round++) {
            for (var rate : rates) {
                run(servers, "at-%d-%d".formatted(rate, round), rate);
                System.out.printf("%,d clicks/s, round %d: done%n", rate, round);
            }
        }
        var text = ("%d rounds of each rate, in turns, each with new processes and empty topics; medians (least-most)."
                        + " From the moment at which a click was due, one a request over at most %d connections.")
                .formatted(rounds, SteadyLoad.CONNECTIONS);
        return new Report("latency", text, List.of(delays, waterfall, busy, machine), true);
    }

    /** One round: the full system under a steady load, and probes among it. */
    private void run(Servers servers, String name, int rate) throws Exception {
        var sent = new Probes(WARM_UP_PROBES + probes);
        FullSystem system;
        try (var watch = new ProbeWatch(sent)) {
            var environment = Map.of(
                    "FOOTFALL_PROCESSOR_FORBIDDEN_PATHS", sent.patterns(),
                    "FOOTFALL_ALERTS_RECEIVERS_PROGRAM_TYPE", "webhook",
                    "FOOTFALL_ALERTS_RECEIVERS_PROGRAM_URL", watch.url());
            system = FullSystem.start(servers, name, false, environment);
            watch.start(system);
            measure(system, rate, sent, watch);
        }
        system.end();
    }

    private void measure(FullSystem system, int rate, Probes sent, ProbeWatch watch) throws Exception {
        try (var load = new SteadyLoad(system.port("ingest"), rate)) {
            Thread.sleep(Duration.ofSeconds(warmUp).toMillis());
            send(sent, WARM_UP_PROBES, load);
            var from = System.currentTimeMillis() + SOON_MILLIS;
            load.measure(from);
            watch.measure(from);
            sent.measure();
            Thread.sleep(SOON_MILLIS);
            var before = usage(system);
            send(sent, probes, load);
            var after = usage(system);
            var stages = new LinkedHashMap<String, Histogram>();
            stages.put("the answer to its sender", load.end());
            sent.awaitAll();
            stages.put("`clicks-cleaned`, committed", watch.cleaned(load.cleaned() + probes));
            Probes.STAGES.forEach(stage -> stages.put(stage, sent.delays(stage)));
            stages.forEach((stage, millis) -> delays.add(
                    UsageFigures.idle(
                            new Figures().sum("clicks", millis.getTotalCount()).delays(millis),
                            before.get(LOAD),
                            after.get(LOAD)),
                    rate,
                    stage));
            watch.waterfall().addTo(waterfall, rate);
            addUsage(rate, before, after, bytesPerClick(system));
        }
    }

    private void addUsage(
            int rate, Map<String, ProcessUsage> before, Map<String, ProcessUsage> after, double bytesPerClick) {
        after.forEach((process, usage) ->
                busy.add(UsageFigures.busy(new Figures(), before.get(process), usage), rate, process));
        var own = after.entrySet().stream()
                .mapToDouble(process -> process.getValue().busyPercentSince(before.get(process.getKey())))
                .sum();
        var left = UsageFigures.machine(new Figures(), before.get(LOAD), after.get(LOAD), own);
        machine.add(left.range("bytes a click in Kafka", 0, bytesPerClick), rate);
    }

    private static void send(Probes probes, int number, SteadyLoad load) throws InterruptedException {
        for (var probe = 0; probe < number; probe++) {
            load.sendExtra(probes.next(), BOT);
            Thread.sleep(PROBE_INTERVAL.toMillis());
        }
    }

    private static Map<String, ProcessUsage> usage(FullSystem system) throws IOException {
        var usage = system.usage();
        usage.put(LOAD, ProcessUsage.of(ProcessHandle.current()));
        return usage;
    }

    /** On the broker's disk, in the mean of all clicks. */
    private static double bytesPerClick(FullSystem system) throws Exception {
        try (var kafka = KafkaClients.admin(system.processes().get("broker").bootstrapServers())) {
            var offsets = kafka.offsets(kafka.partitions(new Topics("").clicks()), OffsetSpec.latest());
            var brokers = kafka.await(kafka.client().describeCluster().nodes()).stream()
                    .map(Node::id)
                    .toList();
            var bytes = kafka.await(kafka.client().describeLogDirs(brokers).allDescriptions()).values().stream()
                    .flatMap(directories -> directories.values().stream())
                    .flatMap(directory -> directory.replicaInfos().entrySet().stream())
                    .filter(replica -> offsets.containsKey(replica.getKey()))
                    .mapToLong(replica -> replica.getValue().size())
                    .sum();
            return bytes
                    / offsets.values().stream().mapToDouble(Long::doubleValue).sum();
        }
    }
}
