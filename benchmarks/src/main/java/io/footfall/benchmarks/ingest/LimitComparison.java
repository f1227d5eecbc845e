package io.footfall.benchmarks.ingest;

import io.footfall.benchmarks.load.ClosedLoop;
import io.footfall.benchmarks.process.Project;
import io.footfall.benchmarks.process.ServerJvm;
import io.footfall.benchmarks.process.Servers;
import io.footfall.benchmarks.report.Figures;
import io.footfall.benchmarks.report.Report;
import io.footfall.benchmarks.report.ResultTable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Compares ingest with the limit, a server that only answers. Their rounds alternate, so that other load on the machine
 * affects both alike.
 *
 * @param turn its length
 */
record LimitComparison(Duration warmUp, int rounds, Duration turn) {
    static final String LIMIT = "limit";
    static final String INGEST = "ingest";

    private static final List<Integer> CONNECTIONS = List.of(512, 64);
    private static final List<Integer> CLICKS = List.of(1, 100);

    Report run(Servers servers) throws IOException, InterruptedException {
        var table = new ResultTable("server", "connections", "clicks a request");
        var loaded = start(servers);
        for (var server : loaded) {
            server.warmUp(warmUp);
        }
        var failed = 0.0;
        for (var round = 1; round <= rounds; round++) {
            for (var server : loaded) {
                var figures = server.measure(turn);
                table.add(figures, server.name(), server.connections(), server.clicks());
                failed += figures.get(LoadedServer.FAILED);
                System.out.printf("%s, round %d: %s%n", server, round, figures);
            }
        }
        return report(table, failed == 0);
    }

    private static List<LoadedServer> start(Servers servers) throws IOException, InterruptedException {
        var broker = servers.startBroker("kafka", Servers.PARTITIONS);
        var port = Servers.freePort();
        var jar = servers.project().built(Project.BENCHMARKS);
        var limit = servers.startListening(LIMIT, ServerJvm.main(jar, LimitServer.class.getName(), port), port);
        var ingest = servers.startService(INGEST, servers.project().command(INGEST), broker, Map.of());
        var loaded = new ArrayList<LoadedServer>();
        // Most requests first, so that the compiler is done early.
        for (var clicks : CLICKS) {
            for (var connections : CONNECTIONS) {
                loaded.add(new LoadedServer(LIMIT, limit, broker, new ClosedLoop(port), connections, clicks));
                loaded.add(
                        new LoadedServer(INGEST, ingest, broker, new ClosedLoop(ingest.port()), connections, clicks));
            }
        }
        return loaded;
    }

    Report report(ResultTable table, boolean passed) {
        var text = ("Medians of %d rounds, in turns; in brackets the least and the most. Latencies are those of a fully"
                        + " loaded server. Server, broker and load share the cores: where all are busy, requests/s are"
                        + " what they leave each other.")
                .formatted(rounds);
        var ratios = new ResultTable("ingest to limit: connections", "clicks a request");
        for (var clicks : CLICKS) {
            for (var connections : CONNECTIONS) {
                var figures = new Figures()
                        .median("requests/s", 2, ratio(table, LoadedServer.REQUESTS, connections, clicks))
                        .median("CPU", 2, ratio(table, LoadedServer.CPU, connections, clicks));
                ratios.add(figures, connections, clicks);
            }
        }
        return new Report("ingest-compare", text, List.of(table, ratios), passed);
    }

    private static double ratio(ResultTable table, String figure, int connections, int clicks) {
        return table.median(figure, INGEST, connections, clicks) / table.median(figure, LIMIT, connections, clicks);
    }
}
