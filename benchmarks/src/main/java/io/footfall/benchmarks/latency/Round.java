package io.footfall.benchmarks.latency;

import io.footfall.benchmarks.load.SteadyLoad;
import io.footfall.benchmarks.process.Installation;
import io.footfall.benchmarks.process.ServerJvm;
import io.footfall.benchmarks.process.Vitals;
import io.footfall.benchmarks.process.WholeSystem;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * The whole system under a steady load, and probes among it.
 *
 * @param name of its directory
 */
record Round(String name, int clicksASecond, int probes, Duration warmUp) {
    /** Not in step with anything that happens once a second. */
    private static final Duration BETWEEN_PROBES = Duration.ofMillis(273);

    /** Before those that are measured: the way to people must be warm, too. */
    private static final int WARM_UP_PROBES = 20;

    private static final Duration SOON = Duration.ofMillis(100);

    private static final String BOT = "Mozilla/5.0 (compatible; Probebot/1.0; +https://news.example/bot)";

    /**
     * Runs it.
     *
     * @return how long it took to each stage, ms, and how much of a core each process was busy
     */
    Latencies run(Installation installation) throws IOException, InterruptedException {
        var sent = new Probes(WARM_UP_PROBES + probes);
        try (var receiver = new AlertReceiver(sent)) {
            var environment = Map.of(
                    "FOOTFALL_PROCESSOR_FORBIDDEN_PATHS",
                    sent.patterns(),
                    "FOOTFALL_ALERTS_RECEIVERS_PROGRAM_TYPE",
                    "webhook",
                    "FOOTFALL_ALERTS_RECEIVERS_PROGRAM_URL",
                    receiver.url());
            var project = installation.project();
            var system =
                    new WholeSystem(installation, name, service -> ServerJvm.jar(project.jar(service)), environment);
            var latencies = measure(system, sent);
            system.end();
            return latencies;
        }
    }

    private Latencies measure(WholeSystem system, Probes sent) throws IOException, InterruptedException {
        try (var cleaned = new CleanedWatch(system.broker().bootstrapServers());
                var watches = new ProbeWatches(sent, system.store().port(), system.port("dashboard"));
                var load = new SteadyLoad(system.port("ingest"), clicksASecond)) {
            Thread.sleep(warmUp.toMillis());
            post(sent, WARM_UP_PROBES, load);
            var from = System.currentTimeMillis() + SOON.toMillis();
            load.measure(from);
            cleaned.measure(from);
            sent.measure();
            Thread.sleep(SOON.toMillis());
            var before = vitals(system);
            var began = System.nanoTime();
            post(sent, probes, load);
            var busy = busy(before, vitals(system), Duration.ofNanos(System.nanoTime() - began));
            var answers = load.end();
            watches.await();
            var delays = new EnumMap<Stage, Histogram>(Stage.class);
            delays.put(Stage.ANSWER, answers);
            delays.put(Stage.CLEANED, cleaned.delays(load.ofMarket() + probes));
            delays.put(Stage.STORED, sent.delays(Stage.STORED));
            delays.put(Stage.FRAME, sent.delays(Stage.FRAME));
            delays.put(Stage.ALERT, sent.delays(Stage.ALERT));
            return Latencies.of(delays, busy, LogSize.bytesPerClick(system.broker()));
        }
    }

    private static void post(Probes probes, int number, SteadyLoad load) throws InterruptedException {
        for (var probe = 0; probe < number; probe++) {
            load.post(probes.next(), BOT);
            Thread.sleep(BETWEEN_PROBES.toMillis());
        }
    }

    /** And of this process, which sends and watches all. */
    private static Map<String, Vitals> vitals(WholeSystem system) throws IOException {
        var vitals = new LinkedHashMap<>(system.vitals());
        vitals.put("load and watches", Vitals.of(ProcessHandle.current()));
        return vitals;
    }

    private static Map<String, Double> busy(Map<String, Vitals> before, Map<String, Vitals> after, Duration time) {
        var busy = new LinkedHashMap<String, Double>();
        after.forEach((service, vitals) -> busy.put(
                service, 100.0 * vitals.cpu().minus(before.get(service).cpu()).toNanos() / time.toNanos()));
        return busy;
    }
}
