package io.footfall.benchmarks.start;

import io.footfall.benchmarks.load.ClosedLoop;
import io.footfall.benchmarks.load.Tally;
import io.footfall.benchmarks.process.Installation;
import io.footfall.benchmarks.process.Installation.Listening;
import io.footfall.benchmarks.process.Vitals;
import io.footfall.benchmarks.process.Workplace;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The whole system once, with its services of one kind: started, left alone, and sent clicks over HTTP, first
 * recorded ones, then many that are made up.
 */
final class Round {
    static final List<String> SERVICES = List.of("ingest", "processor", "alerts", "dashboard");

    private static final Duration IDLE = Duration.ofSeconds(10);
    private static final Duration SLICE = Duration.ofMillis(250);
    private static final int CONNECTIONS = 8;
    private static final int ARRAY = 100;

    private final Installation installation;
    private final Kind kind;
    private final Sample sample;
    private final String name;
    private final Map<String, Listening> services = new LinkedHashMap<>();
    private final Map<String, Double> readyMillis = new LinkedHashMap<>();

    Round(Installation installation, Kind kind, Sample sample, int number) {
        this.installation = installation;
        this.kind = kind;
        this.sample = sample;
        this.name = kind + "-" + number;
    }

    /** @param clicks that are sent at least */
    List<Footprint> run(int clicks) throws IOException, InterruptedException {
        var broker = installation.startBroker(name + "-kafka");
        var store = installation.startStore(name + "-store", Workplace.freePort(), Workplace.freePort());
        installation.createTables(store);
        startServices(broker, store);
        Thread.sleep(IDLE.toMillis());
        var idle = vitals();
        sample.send(services.get("ingest").port());
        ProcessorBooks.awaitAll(services.get("processor").port(), sample.size());
        var sampled = vitals();
        var sent = send(clicks);
        ProcessorBooks.awaitAll(services.get("processor").port(), sample.size() + sent);
        var loaded = vitals();
        for (var server : services.values()) {
            installation.workplace().end(server.server());
        }
        installation.workplace().end(store.server());
        installation.workplace().end(broker.server());
        return footprints(idle, sampled, loaded, sent);
    }

    private void startServices(Listening broker, Listening store) throws IOException, InterruptedException {
        var environment = Map.ofEntries(
                Map.entry("KAFKA_BOOTSTRAP_SERVERS", broker.bootstrapServers()),
                Map.entry("INFLUXDB_URL", "http://127.0.0.1:" + store.port()),
                Map.entry("FOOTFALL_ACCESS", "permit"),
                Map.entry("FOOTFALL_INGEST_VISITOR_SECRET", "known, because nobody is a visitor here"),
                Map.entry("FOOTFALL_INGEST_TRUSTED_PROXIES", "1"),
                Map.entry("FOOTFALL_INGEST_TRUSTED_SENDERS", "0.0.0.0/0,::/0"),
                Map.entry("FOOTFALL_INGEST_SITES", "*"));
        for (var service : SERVICES) {
            var command = kind.command(installation.project(), service);
            var began = System.nanoTime();
            services.put(service, installation.startService(name + "-" + service, command, environment));
            readyMillis.put(service, (System.nanoTime() - began) / 1e6);
        }
    }

    private long send(int clicks) throws IOException {
        var load = new ClosedLoop(services.get("ingest").port());
        var tally = new Tally();
        while (tally.clicks() < clicks) {
            load.run(CONNECTIONS, ARRAY, SLICE, tally);
            if (tally.answersBut(200) > 0 || tally.brokenConnections() > 0) {
                throw new IOException("not every click was taken: " + tally.byStatus());
            }
        }
        return tally.clicks();
    }

    private Map<String, Vitals> vitals() throws IOException {
        var vitals = new LinkedHashMap<String, Vitals>();
        for (var service : SERVICES) {
            vitals.put(service, services.get(service).server().vitals());
        }
        return vitals;
    }

    private List<Footprint> footprints(
            Map<String, Vitals> idle, Map<String, Vitals> sampled, Map<String, Vitals> loaded, long clicks) {
        var footprints = new ArrayList<Footprint>();
        for (var service : SERVICES) {
            var before = sampled.get(service);
            var after = loaded.get(service);
            footprints.add(new Footprint(
                    service,
                    kind,
                    readyMillis.get(service),
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
