package io.footfall.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.footfall.benchmarks.load.ClosedLoop;
import io.footfall.benchmarks.process.Await;
import io.footfall.benchmarks.process.FullSystem;
import io.footfall.benchmarks.process.LocalHttp;
import io.footfall.benchmarks.process.Project;
import io.footfall.benchmarks.process.ServerProcess;
import io.footfall.benchmarks.process.Servers;
import io.footfall.benchmarks.report.BenchmarkCommand;
import io.footfall.benchmarks.report.Figures;
import io.footfall.benchmarks.report.Report;
import io.footfall.benchmarks.report.ResultTable;
import io.footfall.benchmarks.report.UsageFigures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code benchmarks start}: how soon services are ready, and how large they are. */
@Command(
        name = "start",
        description = {
            "Measures how soon the four services are ready, and how large they are:",
            "size, time from start to ready, memory idle and after clicks, CPU time a click;",
            "on the JVM and, where all four have native binaries, natively."
        })
public final class StartCommand extends BenchmarkCommand {
    private static final Duration IDLE_TIME = Duration.ofSeconds(10);
    private static final Duration SLICE = Duration.ofMillis(250);
    private static final Duration TIMEOUT = Duration.ofMinutes(5);
    private static final long POLL_MILLIS = 200;
    private static final int CONNECTIONS = 8;
    private static final int ARRAY = 100;
    private static final double MEBIBYTE = 1024.0 * 1024;

    @Option(names = "--rounds", description = "on the JVM and natively, in turns (${DEFAULT-VALUE})")
    private int rounds = 3;

    @Option(names = "--clicks", description = "generated in each round (${DEFAULT-VALUE})")
    private int clicks = 200_000;

    @Option(
            names = "--sample",
            paramLabel = "<file>",
            description = "recorded clicks, one a line, sent before the generated ones")
    private Path sample;

    @Override
    protected List<Benchmark> benchmarks() {
        return List.of(this::run);
    }

    private Report run(Servers servers) throws Exception {
        var recorded = sample == null ? List.<String>of() : Files.readAllLines(sample);
        var table = new ResultTable("service", "kind");
        var hasBinaries = FullSystem.SERVICES.stream()
                .allMatch(service -> servers.project().binary(service).isPresent());
        for (var round = 1; round <= rounds; round++) {
            run(servers, "jvm-" + round, false, recorded, table);
            if (hasBinaries) {
                run(servers, "native-" + round, true, recorded, table);
            }
            System.out.printf("round %d: done%n", round);
        }
        var text = ("%d rounds of each kind, in turns, each with new processes and empty topics; medians (least-most)."
                        + " RSS: 10 s after all were ready, then after %,d recorded clicks, then after %,d generated ones.")
                .formatted(rounds, recorded.size(), clicks);
        return new Report("start", text, List.of(table), true);
    }

    /** One round of the full system: started, left idle, and sent clicks over HTTP, recorded ones first. */
    private void run(Servers servers, String name, boolean natively, List<String> recorded, ResultTable table)
            throws Exception {
        var system = FullSystem.start(servers, name, natively, Map.of());
        var processor = system.processes().get("processor");
        Thread.sleep(IDLE_TIME.toMillis());
        var idle = system.usage();
        for (var from = 0; from < recorded.size(); from += ARRAY) {
            var some = recorded.subList(from, Math.min(from + ARRAY, recorded.size()));
            var unused = LocalHttp.post(system.port("ingest"), "/clicks", "[" + String.join(",", some) + "]");
        }
        awaitStored(processor, recorded.size());
        var afterRecorded = system.usage();
        var generated = sendGenerated(system.port("ingest"));
        awaitStored(processor, recorded.size() + generated);
        var afterGenerated = system.usage();
        for (var service : FullSystem.SERVICES) {
            var before = afterRecorded.get(service);
            var after = afterGenerated.get(service);
            var ready = system.processes().get(service).readyMillis();
            var figures = buildFigures(servers.project(), service, natively)
                    .range("start to ready ms", 0, ready)
                    .range("RSS idle MiB", 0, idle.get(service).residentMegabytes())
                    .range("RSS recorded MiB", 0, before.residentMegabytes())
                    .range("RSS generated MiB", 0, after.residentMegabytes())
                    .range("CPU us/click", 1, after.cpuMicrosSince(before) / generated);
            UsageFigures.ofCpu(figures, before, after, (double) generated);
            UsageFigures.idle(figures, before, after);
            table.add(figures, service, natively ? "native" : "jvm");
        }
        system.end();
    }

    /** Returns how many were sent. */
    private long sendGenerated(int port) throws IOException {
        var load = new ClosedLoop(port);
        var sent = 0L;
        while (sent < clicks) {
            sent += load.run(CONNECTIONS, ARRAY, SLICE).clicks();
        }
        return sent;
    }

    /** Waits, by the processor's metrics, until all clicks have been read and all cleaned ones are stored. */
    private static void awaitStored(ServerProcess processor, long clicks) throws Exception {
        Await.until(TIMEOUT, "the processor has not stored what became of %,d clicks".formatted(clicks), () -> {
            // Seldom, because answering costs the processor CPU time too.
            Thread.sleep(POLL_MILLIS);
            var metrics = processor.metrics();
            return LocalHttp.sum(metrics, "footfall_processor_clicks_read", "") == clicks
                    && LocalHttp.sum(metrics, "footfall_processor_clicks_cleaned", "")
                            == LocalHttp.sum(metrics, "footfall_processor_points_stored", "");
        });
    }

    /** The size of the built files and, for a binary, the time that its build took. */
    private static Figures buildFigures(Project project, String service, boolean natively) throws IOException {
        var built = natively
                ? project.binary(service).orElseThrow()
                : project.jar(service).getParent();
        var figures = new Figures();
        try (var files = Files.walk(built)) {
            var bytes = files.map(Path::toFile).mapToLong(file -> file.isFile() ? file.length() : 0);
            figures.range("binary or jars MiB", 0, bytes.sum() / MEBIBYTE);
        }
        // The native builder writes its statistics beside the jar that it reads.
        try (var files = Files.walk(built.getParent(), 2)) {
            var ending = "-build-output-stats.json";
            var statistics = files.filter(file -> natively && file.toString().endsWith(ending))
                    .findFirst();
            if (statistics.isPresent()) {
                addBuild(figures, Files.readString(statistics.get()));
            }
        }
        return figures;
    }

    static void addBuild(Figures figures, String statistics) throws IOException {
        var usage = new ObjectMapper().readTree(statistics).path("resource_usage");
        var seconds = usage.path("total_secs").asDouble();
        figures.range("native build s", 0, seconds)
                .range("its CPU s", 0, seconds * usage.at("/cpu/load").asDouble());
    }
}
