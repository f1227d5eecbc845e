package io.footfall.benchmarks.start;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.footfall.benchmarks.load.ClosedLoop;
import io.footfall.benchmarks.process.Await;
import io.footfall.benchmarks.process.FullSystem;
import io.footfall.benchmarks.process.LocalHttp;
import io.footfall.benchmarks.process.ServerProcess;
import io.footfall.benchmarks.process.Servers;
import io.footfall.benchmarks.report.Figures;
import io.footfall.benchmarks.report.ResultTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The full system once, its services of one kind: started, left idle, and sent clicks over HTTP, recorded ones first, then
 * generated ones.
 *
 * @param recorded clicks, which may be none
 * @param clicks that are generated at least
 */
record StartRound(Servers servers, ServiceKind kind, List<String> recorded, int clicks) {
    private static final Duration IDLE_TIME = Duration.ofSeconds(10);
    private static final Duration SLICE = Duration.ofMillis(250);
    private static final Duration TIMEOUT = Duration.ofMinutes(5);
    private static final long POLL_MILLIS = 200;
    private static final int CONNECTIONS = 8;
    private static final int ARRAY = 100;
    private static final double MEBIBYTE = 1024.0 * 1024;

    /** @param name of the system's directories */
    void run(String name, ResultTable results) throws IOException, InterruptedException {
        var project = servers.project();
        var system = FullSystem.start(servers, name, service -> kind.command(project, service), Map.of());
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
            var figures = buildFigures(service)
                    .range(
                            "start to ready ms",
                            0,
                            system.processes().get(service).readyMillis())
                    .range("RSS idle MiB", 0, idle.get(service).residentMegabytes())
                    .range("RSS recorded MiB", 0, before.residentMegabytes())
                    .range("RSS generated MiB", 0, after.residentMegabytes())
                    .range("CPU us/click", 1, after.cpuMicrosSince(before) / generated);
            results.add(figures, service, kind);
        }
        system.end();
    }

    /** Returns how many were sent. */
    private long sendGenerated(int port) throws IOException {
        var load = new ClosedLoop(port);
        var sent = 0L;
        while (sent < clicks) {
            var result = load.run(CONNECTIONS, ARRAY, SLICE);
            if (result.failures() > 0) {
                throw new IOException("ingest has refused %,d requests".formatted(result.failures()));
            }
            sent += result.clicks();
        }
        return sent;
    }

    /** Waits, by the processor's metrics, until all clicks have been read and all cleaned ones are stored. */
    private static void awaitStored(ServerProcess processor, long clicks) throws IOException, InterruptedException {
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
    private Figures buildFigures(String service) throws IOException {
        var isNative = kind == ServiceKind.NATIVE;
        var built = isNative
                ? kind.binary(servers.project(), service)
                : servers.project().jar(service).getParent();
        var figures = new Figures().median("binary or jars MiB", 0, size(built));
        if (isNative) {
            // The builder writes its statistics beside the jar that it reads.
            try (var files = Files.walk(built.getParent(), 2)) {
                var statistics = files.filter(file -> file.toString().endsWith("-build-output-stats.json"))
                        .findFirst();
                if (statistics.isPresent()) {
                    putBuild(figures, Files.readString(statistics.get()));
                }
            }
        }
        return figures;
    }

    static void putBuild(Figures figures, String statistics) throws IOException {
        var usage = new ObjectMapper().readTree(statistics).path("resource_usage");
        var seconds = usage.path("total_secs").asDouble();
        figures.median("native build s", 0, seconds);
        figures.median("its CPU s", 0, seconds * usage.at("/cpu/load").asDouble());
    }

    private static double size(Path fileOrDirectory) throws IOException {
        try (var files = Files.walk(fileOrDirectory)) {
            return files.mapToLong(file ->
                                    file.toFile().isFile() ? file.toFile().length() : 0)
                            .sum()
                    / MEBIBYTE;
        }
    }
}
