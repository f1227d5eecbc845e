package io.footfall.benchmarks.fanout;

import io.footfall.benchmarks.load.SteadyLoad;
import io.footfall.benchmarks.process.Installation;
import io.footfall.benchmarks.process.ServerJvm;
import io.footfall.benchmarks.process.WholeSystem;
import io.footfall.benchmarks.report.Finding;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** More and more readers of one dashboard, while clicks come in. */
record FanOut(List<Integer> readers, int rounds, Duration time) {
    private static final int CLICKS_A_SECOND = 100;
    private static final Duration WARM_UP = Duration.ofSeconds(10);
    private static final String DASHBOARD = "dashboard";

    Finding run(Installation installation) throws IOException, InterruptedException {
        var project = installation.project();
        var system = new WholeSystem(installation, "fan-out", service -> ServerJvm.jar(project.jar(service)), Map.of());
        var crowds = new ArrayList<FanOutReport.Crowd>();
        var load = new SteadyLoad(system.port("ingest"), CLICKS_A_SECOND);
        try {
            for (var round = 1; round <= rounds; round++) {
                for (var number : readers) {
                    crowds.add(crowd(system, number));
                    System.out.printf("%,d readers, round %d: done%n", number, round);
                }
            }
        } finally {
            // Not by its end: it is no fault of the dashboard if a click is lost when thousands of readers take the
            // machine.
            load.close();
        }
        system.end();
        return new FanOutReport(time.toSeconds(), rounds, crowds).finding();
    }

    private FanOutReport.Crowd crowd(WholeSystem system, int number) throws IOException, InterruptedException {
        try (var crowd = new Readers(system.port(DASHBOARD), number)) {
            Thread.sleep(WARM_UP.toMillis());
            crowd.measure();
            var before = system.vitals().get(DASHBOARD);
            var began = System.nanoTime();
            Thread.sleep(time.toMillis());
            var after = system.vitals().get(DASHBOARD);
            var busy = 100.0 * after.cpu().minus(before.cpu()).toNanos() / (System.nanoTime() - began);
            var heard = crowd.heard();
            return new FanOutReport.Crowd(
                    number,
                    heard.states(),
                    heard.delays().getTotalCount(),
                    heard.delays().getValueAtPercentile(50),
                    heard.delays().getValueAtPercentile(99),
                    heard.delays().getMaxValue(),
                    busy,
                    after.residentKilobytes() / 1024.0);
        }
    }
}
