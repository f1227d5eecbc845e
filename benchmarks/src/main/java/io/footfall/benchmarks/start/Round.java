package io.footfall.benchmarks.start;

import io.footfall.benchmarks.load.ClosedLoop;
import io.footfall.benchmarks.load.Tally;
import io.footfall.benchmarks.process.Installation;
import io.footfall.benchmarks.process.Vitals;
import io.footfall.benchmarks.process.WholeSystem;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The whole system once, with its services of one kind: started, left alone, and sent clicks over HTTP, first
 * recorded ones, then many that are made up.
 */
final class Round {
    private static final Duration IDLE = Duration.ofSeconds(10);
    private static final Duration SLICE = Duration.ofMillis(250);
    private static final int CONNECTIONS = 8;
    private static final int ARRAY = 100;

    private final Installation installation;
    private final Kind kind;
    private final Sample sample;
    private final String name;

    Round(Installation installation, Kind kind, Sample sample, int number) {
        this.installation = installation;
        this.kind = kind;
        this.sample = sample;
        this.name = kind + "-" + number;
    }

    /** @param clicks that are sent at least */
    List<Footprint> run(int clicks) throws IOException, InterruptedException {
        var project = installation.project();
        var system = new WholeSystem(installation, name, service -> kind.command(project, service), Map.of());
        Thread.sleep(IDLE.toMillis());
        var idle = system.vitals();
        sample.send(system.port("ingest"));
        ProcessorBooks.awaitAll(system.port("processor"), sample.size());
        var sampled = system.vitals();
        var sent = send(system.port("ingest"), clicks);
        ProcessorBooks.awaitAll(system.port("processor"), sample.size() + sent);
        var footprints = footprints(system, idle, sampled, system.vitals(), sent);
        system.end();
        return footprints;
    }

    private static long send(int port, int clicks) throws IOException {
        var load = new ClosedLoop(port);
        var tally = new Tally();
        while (tally.clicks() < clicks) {
            load.run(CONNECTIONS, ARRAY, SLICE, tally);
            if (tally.answersBut(200) > 0 || tally.brokenConnections() > 0) {
                throw new IOException("not every click was taken: " + tally.byStatus());
            }
        }
        return tally.clicks();
    }

    private List<Footprint> footprints(
            WholeSystem system,
            Map<String, Vitals> idle,
            Map<String, Vitals> sampled,
            Map<String, Vitals> loaded,
            long clicks) {
        var footprints = new ArrayList<Footprint>();
        for (var service : WholeSystem.SERVICES) {
            var before = sampled.get(service);
            var after = loaded.get(service);
            footprints.add(new Footprint(
                    service,
                    kind,
                    system.readyMillis(service),
                    mebibytes(idle.get(service)),
                    mebibytes(before),
                    mebibytes(after),
                    after.cpu().minus(before.cpu()).toNanos() / 1e3 / clicks));
        }
        return footprints;
    }

    private static double mebibytes(Vitals vitals) {
        return vitals.residentKilobytes() / 1024.0;
    }
}
