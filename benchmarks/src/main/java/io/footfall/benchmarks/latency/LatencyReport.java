package io.footfall.benchmarks.latency;

import io.footfall.benchmarks.report.Finding;
import io.footfall.benchmarks.report.Table;
import java.util.List;
import java.util.stream.Collectors;

/** How soon clicks are where somebody waits for them. */
record LatencyReport(List<Latencies> rates) {
    Finding finding() {
        var markdown =
                "From the moment at which a click was due to be sent, one a request over 64 connections, on a system that has been warmed up.%n%n%s%n%s"
                        .formatted(table(), busy());
        return new Finding("latency", markdown, this, true);
    }

    private Table table() {
        var table = new Table("clicks/s", "until a click is in", "clicks", "p50 ms", "p99 ms", "max ms");
        for (var rate : rates) {
            rate.delays()
                    .forEach((stage, delay) -> table.row(
                            "%,d".formatted(rate.clicksASecond()),
                            stage.title(),
                            "%,d".formatted(delay.count()),
                            "%,d".formatted(delay.p50()),
                            "%,d".formatted(delay.p99()),
                            "%,d".formatted(delay.most())));
        }
        return table;
    }

    private Table busy() {
        var table = new Table("clicks/s", "busy, percent of a core");
        for (var rate : rates) {
            table.row(
                    "%,d".formatted(rate.clicksASecond()),
                    rate.busyPercent().entrySet().stream()
                            .map(service -> "%s %.0f".formatted(service.getKey(), service.getValue()))
                            .collect(Collectors.joining(", ")));
        }
        return table;
    }
}
