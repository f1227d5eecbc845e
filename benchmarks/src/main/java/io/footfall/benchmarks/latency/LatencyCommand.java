package io.footfall.benchmarks.latency;

import io.footfall.benchmarks.command.BenchmarkCommand;
import io.footfall.benchmarks.load.SteadyLoad;
import io.footfall.benchmarks.process.Servers;
import io.footfall.benchmarks.report.Report;
import io.footfall.benchmarks.report.ResultTable;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code benchmarks latency}: how long a click takes to each place where people see it. */
@Command(
        name = "latency",
        description = {
            "Measures how long a click takes under a steady load, from its sender to:",
            "the sender's answer, clicks-cleaned, the store, the dashboard's stream and, if forbidden, a webhook.",
            "Results are written to benchmarks/target/latency.md and .json."
        })
public final class LatencyCommand extends BenchmarkCommand {
    private static final String RATE = "clicks/s";

    @Option(names = "--rates", split = ",", description = "clicks a second, in turns (${DEFAULT-VALUE})")
    private List<Integer> rates = List.of(1_000, 5_000);

    @Option(names = "--probes", description = "clicks followed to the end, about four a second (${DEFAULT-VALUE})")
    private int probes = 200;

    @Option(names = "--warm-up", description = "seconds of load before measuring begins (${DEFAULT-VALUE})")
    private int warmUp = 60;

    @Option(names = "--rounds", description = "of each rate, with new processes (${DEFAULT-VALUE})")
    private int rounds = 3;

    @Override
    public Integer call() throws IOException, InterruptedException {
        return runAll(List.of(this::run));
    }

    private Report run(Servers servers) throws IOException, InterruptedException {
        var delays = new ResultTable(RATE, "until a click is in");
        var busy = new ResultTable(RATE + ", percent of a core");
        for (var round = 1; round <= rounds; round++) {
            for (var rate : rates) {
                var name = "at-%d-%d".formatted(rate, round);
                new LatencyRound(rate, probes, Duration.ofSeconds(warmUp)).run(servers, name, delays, busy);
                System.out.printf("%,d clicks/s, round %d: done%n", rate, round);
            }
        }
        var text = ("From the moment at which a click was due to be sent, one a request over at most %d connections."
                        + " Rounds of each rate, in turns: %d, each with new processes and empty topics; medians"
                        + " (least-most), and the most of all.")
                .formatted(SteadyLoad.CONNECTIONS, rounds);
        return new Report("latency", text, List.of(delays, busy), true);
    }
}
