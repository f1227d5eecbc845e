package io.footfall.benchmarks.ingest;

import io.footfall.benchmarks.load.ClosedLoop;
import io.footfall.benchmarks.report.Finding;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Ingest and the limit in turns, round after round, so that what else happens on the machine happens to
 * both.
 *
 * @param rounds how often each has its turn
 * @param turn how long it is
 */
record Comparison(WarmUp warmUp, int rounds, Duration turn) {
    static final String LIMIT = "limit";
    static final String INGEST = "ingest";
    static final int FEW = 64;
    static final int MANY = 512;
    static final int ARRAY = 100;

    Finding run(IngestServers servers) throws IOException, InterruptedException {
        var contenders = contenders(servers);
        var figures = new ArrayList<Standing>();
        for (var contender : contenders) {
            var spent = warmUp.run(contender);
            System.out.printf("%-50s warm after %d s%n", contender, spent.toSeconds());
            figures.add(new Standing(contender.name(), contender.connections(), contender.clicks(), new ArrayList<>()));
        }
        for (var round = 1; round <= rounds; round++) {
            for (var i = 0; i < contenders.size(); i++) {
                var shown = contenders.get(i).measure(turn);
                figures.get(i).rounds().add(shown);
                System.out.printf("%-50s round %d: %s%n", contenders.get(i), round, shown.summary());
            }
        }
        return new ComparisonReport(figures).finding();
    }

    private static List<Contender> contenders(IngestServers servers) throws IOException, InterruptedException {
        var broker = servers.startBroker();
        var limit = servers.startLimit();
        var ingest = servers.startIngest(broker);
        var contenders = new ArrayList<Contender>();
        // First those that make the most requests, so that the compiler is done early.
        for (var clicks : List.of(1, ARRAY)) {
            for (var connections : List.of(MANY, FEW)) {
                contenders.add(new Contender(
                        LIMIT, limit.server(), broker.server(), new ClosedLoop(limit.port()), connections, clicks));
                contenders.add(new Contender(
                        INGEST, ingest.server(), broker.server(), new ClosedLoop(ingest.port()), connections, clicks));
            }
        }
        return contenders;
    }
}
