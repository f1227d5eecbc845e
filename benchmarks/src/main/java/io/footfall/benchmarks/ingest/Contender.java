package io.footfall.benchmarks.ingest;

import io.footfall.benchmarks.load.ClosedLoop;
import io.footfall.benchmarks.load.Tally;
import io.footfall.benchmarks.process.Server;
import io.footfall.benchmarks.process.Vitals;
import java.io.IOException;
import java.time.Duration;

/** One server under one kind of load. */
final class Contender {
    private final String name;
    private final Server server;
    private final Server broker;
    private final ClosedLoop load;
    private final int connections;
    private final int clicks;

    /** @param clicks in each request */
    Contender(String name, Server server, Server broker, ClosedLoop load, int connections, int clicks) {
        this.name = name;
        this.server = server;
        this.broker = broker;
        this.load = load;
        this.connections = connections;
        this.clicks = clicks;
    }

    String name() {
        return name;
    }

    int connections() {
        return connections;
    }

    int clicks() {
        return clicks;
    }

    @Override
    public String toString() {
        return "%s, %d connections, %d clicks a request".formatted(name, connections, clicks);
    }

    Figures measure(Duration time) throws IOException {
        var tally = new Tally();
        var serverBefore = server.vitals();
        var brokerBefore = broker.vitals();
        var loadBefore = Vitals.of(ProcessHandle.current());
        var start = System.nanoTime();
        load.run(connections, clicks, time, tally);
        var elapsed = Duration.ofNanos(System.nanoTime() - start);
        return Figures.of(
                tally,
                elapsed,
                new Figures.Usage(serverBefore, server.vitals()),
                new Figures.Usage(brokerBefore, broker.vitals()),
                new Figures.Usage(loadBefore, Vitals.of(ProcessHandle.current())));
    }
}
