package io.footfall.benchmarks.ingest;

import io.footfall.benchmarks.report.Finding;
import io.footfall.benchmarks.report.Table;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The comparison for people: every contender's figures, and ingest's as ratios to the limit's. */
record ComparisonReport(List<Standing> standings) {

    Finding finding() {
        var sound = standings.stream()
                .flatMap(standing -> standing.rounds().stream())
                .allMatch(round -> round.notOk() == 0 && round.broken() == 0);
        var markdown =
                ("Medians of %d rounds, in turns; in brackets the least and the most. Each connection sends its next request when it"
                                + " has its answer, so latencies are those of a server that has all it can take. Server, broker and load"
                                + " share the cores: where they leave nothing idle, requests/s are what they leave each other.%n%n%s%n%s%n")
                        .formatted(standings.get(0).rounds().size(), figures(), ratios());
        return new Finding("ingest-compare", markdown, standings, sound);
    }

    private Table figures() {
        var table = new Table(
                "server",
                "connections",
                "clicks a request",
                "req/s",
                "clicks/s",
                "CPU us/req",
                "CPU us/click",
                "broker CPU us/req",
                "load CPU us/req",
                "load, % of a core",
                "p50 ms",
                "p99 ms",
                "max ms",
                "not 200",
                "broken",
                "RSS MB",
                "most RSS MB");
        for (var standing : standings) {
            table.row(
                    standing.server(),
                    Integer.toString(standing.connections()),
                    Integer.toString(standing.clicks()),
                    standing.of(Figures::requestsPerSecond).text(0),
                    standing.of(Figures::clicksPerSecond).text(0),
                    standing.of(Figures::cpuMicrosPerRequest).text(1),
                    standing.cpuMicrosPerClick().text(2),
                    standing.of(Figures::brokerMicrosPerRequest).text(1),
                    standing.of(Figures::loadMicrosPerRequest).text(1),
                    standing.of(Figures::loadPercent).text(0),
                    standing.of(Figures::p50Millis).text(1),
                    standing.of(Figures::p99Millis).text(1),
                    "%.0f".formatted(standing.most(Figures::maxMillis)),
                    "%.0f".formatted(standing.most(Figures::notOk)),
                    "%.0f".formatted(standing.most(Figures::broken)),
                    standing.of(Figures::residentMegabytes).text(0),
                    "%.0f".formatted(standing.most(Figures::mostResidentMegabytes)));
        }
        return table;
    }

    private Table ratios() {
        var table = new Table("ratio of medians", "throughput", "CPU");
        for (var clicks : List.of(1, Comparison.ARRAY)) {
            for (var connections : List.of(Comparison.FEW, Comparison.MANY)) {
                var limit = standing(Comparison.LIMIT, connections, clicks);
                var ingest = standing(Comparison.INGEST, connections, clicks);
                table.row(
                        "ingest to limit, requests of %d, %d connections".formatted(clicks, connections),
                        ratio(ingest, limit, Figures::requestsPerSecond),
                        ratio(ingest, limit, Figures::cpuMicrosPerRequest));
            }
        }
        var single = standing(Comparison.INGEST, Comparison.FEW, 1);
        var arrays = standing(Comparison.INGEST, Comparison.FEW, Comparison.ARRAY);
        return table.row(
                "arrays of %d to single clicks, a click".formatted(Comparison.ARRAY),
                ratio(arrays, single, Figures::clicksPerSecond),
                "%.3f"
                        .formatted(arrays.cpuMicrosPerClick().median()
                                / single.cpuMicrosPerClick().median()));
    }

    private static String ratio(Standing one, Standing other, ToDoubleFunction<Figures> figure) {
        return "%.2f".formatted(one.of(figure).median() / other.of(figure).median());
    }

    private Standing standing(String server, int connections, int clicks) {
        return standings.stream()
                .filter(standing -> standing.isOf(server, connections, clicks))
                .findFirst()
                .orElseThrow();
    }
}
