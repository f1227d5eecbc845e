package io.footfall.benchmarks.ingest;

import io.footfall.benchmarks.load.ClosedLoop;
import io.footfall.benchmarks.process.Workplace;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code benchmarks ingest}: measures how ingest takes clicks. */
@Command(
        name = "ingest",
        usageHelpWidth = 110,
        description = "Measures POST /clicks of ingest, with a real broker, beside a server that only answers.")
public final class IngestCommand implements Callable<Integer> {
    @Option(
            names = "--rounds",
            paramLabel = "NUMBER",
            defaultValue = "3",
            description = "how often each contender has its turn (${DEFAULT-VALUE})")
    private int rounds;

    @Option(
            names = "--seconds",
            paramLabel = "SECONDS",
            defaultValue = "10",
            description = "how long a turn is (${DEFAULT-VALUE})")
    private int seconds;

    @Option(
            names = "--warm-up",
            paramLabel = "SECONDS",
            defaultValue = "20",
            description = "least load on each contender before the first round (${DEFAULT-VALUE})")
    private int warmUp;

    @Override
    public Integer call() throws IOException, InterruptedException {
        var project = Project.here();
        var installation = new Installation(project, Workplace.in(project.results()));
        var broker = installation.startBroker();
        var limit = installation.startLimit();
        var ingest = installation.startIngest(broker);
        var limitLoad = new ClosedLoop(limit.port());
        var ingestLoad = new ClosedLoop(ingest.port());
        var contenders = List.of(
                new Contender("limit, 64 connections", limit.server(), broker.server(), limitLoad, 64, 1),
                new Contender("ingest, 64 connections", ingest.server(), broker.server(), ingestLoad, 64, 1),
                new Contender("limit, 512 connections", limit.server(), broker.server(), limitLoad, 512, 1),
                new Contender("ingest, 512 connections", ingest.server(), broker.server(), ingestLoad, 512, 1),
                new Contender(
                        "ingest, 64 connections, arrays of 100",
                        ingest.server(),
                        broker.server(),
                        ingestLoad,
                        64,
                        100));
        var figures = new Comparison(contenders)
                .run(new WarmUp(Duration.ofSeconds(warmUp)), rounds, Duration.ofSeconds(seconds));
        figures.forEach(
                (contender, shown) -> shown.forEach(figure -> System.out.println(contender.name() + " " + figure)));
        return 0;
    }
}
