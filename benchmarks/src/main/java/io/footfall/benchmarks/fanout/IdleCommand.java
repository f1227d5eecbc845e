package io.footfall.benchmarks.fanout;

import io.footfall.benchmarks.load.SteadyLoad;
import io.footfall.benchmarks.process.FullSystem;
import io.footfall.benchmarks.process.ProcessUsage;
import io.footfall.benchmarks.process.Servers;
import io.footfall.benchmarks.report.BenchmarkCommand;
import io.footfall.benchmarks.report.Figures;
import io.footfall.benchmarks.report.Report;
import io.footfall.benchmarks.report.ResultTable;
import io.footfall.benchmarks.report.UsageFigures;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code benchmarks idle}: what the servers cost while nothing happens, and at a trickle of clicks. */
@Command(
        name = "idle",
        description = {
            "Measures what the servers cost while the dashboard is open and nobody clicks,",
            "and then at a trickle of clicks."
        })
public final class IdleCommand extends BenchmarkCommand {
    private static final int READERS = 2;

    private final ResultTable table = new ResultTable("clicks/s", "process");

    @Option(names = "--rate", description = "clicks a second of the trickle (${DEFAULT-VALUE})")
    private int rate = 15;

    @Option(names = "--warm-up", paramLabel = "<seconds>", description = "before each measurement (${DEFAULT-VALUE})")
    private int warmUp = 120;

    @Option(names = "--seconds", description = "of each measurement (${DEFAULT-VALUE})")
    private int seconds = 60;

    @Override
    protected List<Benchmark> benchmarks() {
        return List.of(this::run);
    }

    @SuppressWarnings("try")
    private Report run(Servers servers) throws Exception {
        var system = FullSystem.start(servers, "idle", false, Map.of());
        try (var readers = new StreamClients(system.port("dashboard"), READERS)) {
            measure(system, 0);
            try (var load = new SteadyLoad(system.port("ingest"), rate)) {
                measure(system, rate);
            }
        }
        system.end();
        var text =
                ("%d s each, after %d s; %d clients of the dashboard's stream. The sum of the four services is without"
                                + " the JIT compilers' time.")
                        .formatted(seconds, warmUp, READERS);
        return new Report("idle", text, List.of(table), true);
    }

    private void measure(FullSystem system, int clicks) throws Exception {
        Thread.sleep(warmUp * 1_000L);
        var before = system.usage();
        Thread.sleep(seconds * 1_000L);
        var after = system.usage();
        after.forEach((process, usage) ->
                table.add(UsageFigures.busy(new Figures(), before.get(process), usage), clicks, process));
        var services = FullSystem.SERVICES.stream()
                .mapToDouble(service -> withoutCompilers(before.get(service), after.get(service)))
                .sum();
        var figures = new Figures().range("% of a core", 1, services);
        table.add(UsageFigures.idle(figures, before.get("broker"), after.get("broker")), clicks, "four services");
        System.out.printf("%d clicks/s: done%n", clicks);
    }

    private static double withoutCompilers(ProcessUsage before, ProcessUsage after) {
        return after.busyPercentSince(before)
                - after.percentSince(before, after.cpuSince(before).compiler());
    }
}
