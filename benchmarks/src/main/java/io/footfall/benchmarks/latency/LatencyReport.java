package io.footfall.benchmarks.latency;

import io.footfall.benchmarks.latency.Latencies.Delay;
import io.footfall.benchmarks.load.SteadyLoad;
import io.footfall.benchmarks.report.Finding;
import io.footfall.benchmarks.report.Spread;
import io.footfall.benchmarks.report.Table;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** How soon clicks are where somebody waits for them. */
record LatencyReport(List<Rate> rates) {
    /** What all rounds of one rate have shown. */
    record Rate(int clicksASecond, List<Latencies> rounds) {
        private Spread of(Stage stage, ToLongFunction<Delay> figure) {
            return Spread.of(rounds, round -> figure.applyAsLong(round.delays().get(stage)));
        }

        private long clicks(Stage stage) {
            return rounds.stream()
                    .mapToLong(round -> round.delays().get(stage).count())
                    .sum();
        }

        private Spread busyPercent(String service) {
            return Spread.of(rounds, round -> round.busyPercent().get(service));
        }
    }

    Finding finding() {
        var markdown =
                ("From the moment at which a click was due to be sent, one a request over at most %d connections, on a system that"
                                + " has been warmed up. Rounds of each rate, in turns: %d, each with new processes and an empty log;"
                                + " medians (least-most), and the most of all.%n%n%s%n%s")
                        .formatted(SteadyLoad.CONNECTIONS, rates.get(0).rounds().size(), table(), busy());
        return new Finding("latency", markdown, this, true);
    }

    private Table table() {
        var table = new Table("clicks/s", "until a click is in", "clicks", "p50 ms", "p99 ms", "max ms");
        for (var rate : rates) {
            for (var stage : rate.rounds().get(0).delays().keySet()) {
                table.row(
                        "%,d".formatted(rate.clicksASecond()),
                        stage.title(),
                        "%,d".formatted(rate.clicks(stage)),
                        rate.of(stage, Delay::p50).text(0),
                        rate.of(stage, Delay::p99).text(0),
                        "%,.0f".formatted(rate.of(stage, Delay::most).most()));
            }
        }
        return table;
    }

    private Table busy() {
        var table = new Table("clicks/s", "busy, percent of a core", "bytes a click in the log");
        for (var rate : rates) {
            table.row(
                    "%,d".formatted(rate.clicksASecond()),
                    rate.rounds().get(0).busyPercent().keySet().stream()
                            .map(service ->
                                    service + " " + rate.busyPercent(service).text(0))
                            .collect(Collectors.joining(", ")),
                    Spread.of(rate.rounds(), Latencies::logBytes).text(0));
        }
        return table;
    }
}
