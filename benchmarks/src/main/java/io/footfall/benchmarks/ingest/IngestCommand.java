package io.footfall.benchmarks.ingest;

import io.footfall.benchmarks.load.ClosedLoop;
import io.footfall.benchmarks.process.ProcessUsage;
import io.footfall.benchmarks.process.Project;
import io.footfall.benchmarks.process.ServerProcess;
import io.footfall.benchmarks.process.Servers;
import io.footfall.benchmarks.report.BenchmarkCommand;
import io.footfall.benchmarks.report.Figures;
import io.footfall.benchmarks.report.Report;
import io.footfall.benchmarks.report.ResultTable;
import io.footfall.benchmarks.report.UsageFigures;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code benchmarks ingest}: compares ingest with the limit, a server that only answers. Their rounds alternate, so that
 * other load on the machine affects both alike.
 */
@Command(
        name = "ingest",
        description = {
            "Measures POST /clicks of ingest as it is shipped, with a real broker,",
            "in turns with a server that only answers.",
            "Exit status 1: a request has failed."
        })
public final class IngestCommand extends BenchmarkCommand {
    static final String LIMIT = "limit";
    static final String INGEST = "ingest";

    private static final List<Integer> CONNECTIONS = List.of(512, 64);
    private static final List<Integer> CLICKS = List.of(1, 100);

    @Option(names = "--rounds", description = "turns of each server (${DEFAULT-VALUE})")
    private int rounds = 3;

    @Option(names = "--seconds", description = "length of a turn (${DEFAULT-VALUE})")
    private int seconds = 10;

    @Option(
            names = "--warm-up",
            paramLabel = "<seconds>",
            description = "load of each kind before the first figure (${DEFAULT-VALUE})")
    private int warmUp = 60;

    @Override
    protected List<Benchmark> benchmarks() {
        return List.of(this::run);
    }

    private Report run(Servers servers) throws Exception {
        var table = new ResultTable("server", "connections", "clicks a request");
        var loaded = start(servers);
        for (var round = 0; round <= rounds; round++) {
            for (var server : loaded) {
                var figures = server.measure(Duration.ofSeconds(round == 0 ? warmUp : seconds));
                if (round > 0) {
                    table.add(figures, server.name(), server.connections(), server.clicks());
                }
            }
            System.out.println(round == 0 ? "warm" : "round %d: done".formatted(round));
        }
        return report(table);
    }

    private static List<LoadedServer> start(Servers servers) throws Exception {
        var broker = servers.startBroker("kafka", Servers.PARTITIONS);
        var port = Servers.freePort();
        var command = servers.project().main(Project.BENCHMARKS, LimitServer.class.getName(), port);
        var limit = servers.startListening(LIMIT, command, port);
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

    Report report(ResultTable table) {
        var text =
                ("%d rounds, in turns; medians (least-most) of fully loaded servers. Server, broker and load share the"
                                + " cores: where all are busy, requests/s are what they leave each other.")
                        .formatted(rounds);
        var ratios = new ResultTable("ingest to limit: connections", "clicks a request");
        for (var clicks : CLICKS) {
            for (var connections : CONNECTIONS) {
                var figures = new Figures()
                        .range("requests/s", 2, ratio(table, LoadedServer.REQUESTS, connections, clicks))
                        .range("CPU", 2, ratio(table, LoadedServer.CPU, connections, clicks));
                ratios.add(figures, connections, clicks);
            }
        }
        return new Report("ingest", text, List.of(table, ratios), true);
    }

    private static double ratio(ResultTable table, String figure, int connections, int clicks) {
        return table.median(figure, INGEST, connections, clicks) / table.median(figure, LIMIT, connections, clicks);
    }

    /**
     * A server under one kind of load.
     *
     * @param clicks in each request
     */
    record LoadedServer(
            String name, ServerProcess server, ServerProcess broker, ClosedLoop load, int connections, int clicks) {
        static final String REQUESTS = "req/s";
        static final String CPU = "CPU us/req";

        Figures measure(Duration time) throws IOException {
            var serverBefore = server.usage();
            var brokerBefore = broker.usage();
            var loadBefore = ProcessUsage.of(ProcessHandle.current());
            var result = load.run(connections, clicks, time);
            var serverAfter = server.usage();
            var loadAfter = ProcessUsage.of(ProcessHandle.current());
            double requests = result.micros().getTotalCount();
            var seconds = serverAfter.secondsSince(serverBefore);
            var cpu = serverAfter.cpuMicrosSince(serverBefore) / requests;
            var figures = new Figures()
                    .range(REQUESTS, 0, requests / seconds)
                    .range("clicks/s", 0, result.clicks() / seconds)
                    .range(CPU, 1, cpu)
                    .range("broker CPU us/req", 1, broker.usage().cpuMicrosSince(brokerBefore) / requests)
                    .range("load, % of a core", 0, loadAfter.busyPercentSince(loadBefore)) // one thread: 100 at most
                    .range("p50 ms", 1, result.latencyMillis(50))
                    .range("p99 ms", 1, result.latencyMillis(99))
                    .range("RSS MB", 0, serverAfter.residentMegabytes());
            UsageFigures.ofCpu(figures, serverBefore, serverAfter, requests);
            return UsageFigures.idle(figures, serverBefore, serverAfter);
        }
    }
}
