package io.footfall.benchmarks.fanout;

import io.footfall.benchmarks.fanout.StreamClients.UpdateDelays;
import io.footfall.benchmarks.load.SteadyLoad;
import io.footfall.benchmarks.process.FullSystem;
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

/** {@code benchmarks fan-out}: what many clients of the dashboard's stream cost, and how soon each gets an update. */
@Command(
        name = "fan-out",
        description = {
            "Measures what many clients of the dashboard's stream cost, while clicks come in,",
            "and how soon each gets an update after the first."
        })
public final class FanOutCommand extends BenchmarkCommand {
    private static final int CLICKS_A_SECOND = 100;
    private static final int WARM_UP_SECONDS = 10;
    private static final String DASHBOARD = "dashboard";

    @Option(names = "--readers", split = ",", description = "clients at the same time, in turns (${DEFAULT-VALUE})")
    private List<Integer> readers = List.of(100, 500, 1_000, 2_000, 5_000);

    @Option(names = "--seconds", description = "for each number of clients (${DEFAULT-VALUE})")
    private int seconds = 60;

    @Option(names = "--rounds", description = "with each number of clients (${DEFAULT-VALUE})")
    private int rounds = 3;

    @Override
    protected List<Benchmark> benchmarks() {
        return List.of(this::run);
    }

    private Report run(Servers servers) throws Exception {
        var table = new ResultTable("readers");
        var system = FullSystem.start(servers, "fan-out", false, Map.of());
        var load = new SteadyLoad(system.port("ingest"), CLICKS_A_SECOND);
        // Closed, not ended: a click that is lost when clients take the machine is no fault of the dashboard.
        try (load) {
            for (var round = 1; round <= rounds; round++) {
                for (var number : readers) {
                    table.add(measure(system, number), number);
                    System.out.printf("%,d clients, round %d: done%n", number, round);
                }
            }
        }
        system.end();
        var text = ("%d rounds of %d s for each number of clients, with the same processes; medians (least-most)."
                        + " Delays are from the first client that gets an update to each.")
                .formatted(rounds, seconds);
        var passed = readers.stream().allMatch(number -> table.median(UpdateDelays.UPDATES, number) > 0);
        return new Report("fan-out", text, List.of(table), passed);
    }

    private Figures measure(FullSystem system, int number) throws Exception {
        try (var clients = new StreamClients(system.port(DASHBOARD), number)) {
            Thread.sleep(WARM_UP_SECONDS * 1_000L);
            clients.measure();
            var before = system.usage().get(DASHBOARD);
            Thread.sleep(seconds * 1_000L);
            var after = system.usage().get(DASHBOARD);
            var figures = clients.figures()
                    .range("dashboard, % of a core", 0, after.busyPercentSince(before))
                    .range("RSS MB", 0, after.residentMegabytes());
            return UsageFigures.idle(figures, before, after);
        }
    }
}
