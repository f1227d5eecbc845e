package io.footfall.benchmarks.ingest;

import io.footfall.benchmarks.command.BenchmarkCommand;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code benchmarks ingest}: how many clicks ingest takes, and what they cost. */
@Command(
        name = "ingest",
        description = {
            "Measures POST /clicks of ingest as it is shipped, with a real broker.",
            "compare: in turns with a server that only answers; soak: memory under full load for a long time.",
            "Results are written to benchmarks/target/ingest-*.md and .json. Exit status 1: a check has failed."
        })
public final class IngestCommand extends BenchmarkCommand {
    @Option(names = "--only", paramLabel = "PART", split = ",", description = "compare or soak (both, in this order)")
    private Set<IngestPart> only = EnumSet.allOf(IngestPart.class);

    @Option(names = "--rounds", description = "compare: turns of each server (${DEFAULT-VALUE})")
    private int rounds = 3;

    @Option(names = "--seconds", description = "compare: length of a turn (${DEFAULT-VALUE})")
    private int seconds = 10;

    @Option(
            names = "--warm-up",
            paramLabel = "<seconds>",
            description = "least load before the first figure; it goes on, up to four times as long, until the CPU time"
                    + " of a request is steady (${DEFAULT-VALUE})")
    private int warmUp = 60;

    @Option(names = "--minutes", description = "soak: its length (${DEFAULT-VALUE})")
    private int minutes = 10;

    private enum IngestPart {
        COMPARE,
        SOAK
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        return runAll(EnumSet.copyOf(only).stream().map(this::benchmark).toList());
    }

    private Benchmark benchmark(IngestPart part) {
        var warm = Duration.ofSeconds(warmUp);
        return switch (part) {
            case COMPARE -> new LimitComparison(warm, rounds, Duration.ofSeconds(seconds))::run;
            case SOAK -> new Soak(warm, Duration.ofMinutes(minutes))::run;
        };
    }
}
