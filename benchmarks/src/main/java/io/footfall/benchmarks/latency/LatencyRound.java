package io.footfall.benchmarks.latency;

import io.footfall.benchmarks.kafka.KafkaClients;
import io.footfall.benchmarks.kafka.TopicProgress;
import io.footfall.benchmarks.load.SteadyLoad;
import io.footfall.benchmarks.process.FullSystem;
import io.footfall.benchmarks.process.ProcessUsage;
import io.footfall.benchmarks.process.Servers;
import io.footfall.benchmarks.report.Figures;
import io.footfall.benchmarks.report.ResultTable;
import io.footfall.events.topics.Topics;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** The full system under a steady load, and probes among it. */
record LatencyRound(int clicksASecond, int probes, Duration warmUp) {
    /** Out of step with everything that happens once a second. */
    private static final Duration PROBE_INTERVAL = Duration.ofMillis(273);
    /** Sent before those that are measured: the way to people must be warm, too. */
    private static final int WARM_UP_PROBES = 20;

    private static final long SOON_MILLIS = 100;
    private static final String BOT = "Mozilla/5.0 (compatible; Probebot/1.0; +https://news.example/bot)";

    /** @param name of its directories */
    void run(Servers servers, String name, ResultTable delays, ResultTable busy)
            throws IOException, InterruptedException {
        var sent = new Probes(WARM_UP_PROBES + probes);
        FullSystem system;
        try (var watch = new ProbeWatch(sent)) {
            var environment = Map.of(
                    "FOOTFALL_PROCESSOR_FORBIDDEN_PATHS", sent.patterns(),
                    "FOOTFALL_ALERTS_RECEIVERS_PROGRAM_TYPE", "webhook",
                    "FOOTFALL_ALERTS_RECEIVERS_PROGRAM_URL", watch.url());
            system = FullSystem.start(servers, name, servers.project()::command, environment);
            watch.start(system);
            measure(system, sent, watch, delays, busy);
        }
        system.end();
    }

    private void measure(FullSystem system, Probes sent, ProbeWatch watch, ResultTable delays, ResultTable busy)
            throws IOException, InterruptedException {
        try (var admin = KafkaClients.admin(system.processes().get("broker").bootstrapServers());
                var load = new SteadyLoad(system.port("ingest"), clicksASecond)) {
            Thread.sleep(warmUp.toMillis());
            send(sent, WARM_UP_PROBES, load);
            var from = System.currentTimeMillis() + SOON_MILLIS;
            load.measure(from);
            watch.measure(from);
            sent.measure();
            Thread.sleep(SOON_MILLIS);
            var before = usage(system);
            send(sent, probes, load);
            var after = usage(system);
            addDelays(delays, "the answer to its sender", load.end());
            sent.awaitAll();
            addDelays(delays, "`clicks-cleaned`, committed", watch.cleaned(load.cleaned() + probes));
            for (var stage : Probes.STAGES) {
                addDelays(delays, stage, sent.delays(stage));
            }
            var figures = new Figures();
            after.forEach((process, usage) -> figures.range(process, 0, usage.busyPercentSince(before.get(process))));
            var bytes = new TopicProgress(admin, new Topics("").clicks()).bytesPerRecord();
            busy.add(figures.range("bytes a click in Kafka", 0, bytes), clicksASecond);
        }
    }

    private void addDelays(ResultTable delays, String stage, Histogram millis) {
        var figures = new Figures().sum("clicks", millis.getTotalCount()).delays(millis);
        delays.add(figures, clicksASecond, stage);
    }

    private static void send(Probes probes, int number, SteadyLoad load) throws InterruptedException {
        for (var probe = 0; probe < number; probe++) {
            load.sendExtra(probes.next(), BOT);
            Thread.sleep(PROBE_INTERVAL.toMillis());
        }
    }

    private static Map<String, ProcessUsage> usage(FullSystem system) throws IOException {
        var usage = system.usage();
        usage.put("load and watches", ProcessUsage.of(ProcessHandle.current()));
        return usage;
    }
}
