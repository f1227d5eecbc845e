package io.footfall.benchmarks.ingest;

import io.footfall.benchmarks.load.ClosedLoop;
import io.footfall.benchmarks.process.ProcessUsage;
import io.footfall.benchmarks.process.ServerProcess;
import io.footfall.benchmarks.report.Figures;
import java.io.IOException;
import java.time.Duration;

/**
 * A server under one kind of load.
 *
 * @param clicks in each request
 */
record LoadedServer(
        String name, ServerProcess server, ServerProcess broker, ClosedLoop load, int connections, int clicks) {
    static final String REQUESTS = "req/s";
    static final String CPU = "CPU us/req";
    static final String FAILED = "not 200 or broken";

    private static final Duration WARM_UP_SLICE = Duration.ofSeconds(5);
    private static final int LONGEST_WARM_UP = 4;
    private static final double STEADY = 0.05;

    Figures measure(Duration time) throws IOException {
        var serverBefore = server.usage();
        var brokerBefore = broker.usage();
        var loadBefore = ProcessUsage.of(ProcessHandle.current());
        var result = load.run(connections, clicks, time);
        var serverAfter = server.usage();
        var loadAfter = ProcessUsage.of(ProcessHandle.current());
        var requests = result.requests();
        var seconds = serverAfter.secondsSince(serverBefore);
        var cpu = serverAfter.cpuMicrosSince(serverBefore) / requests;
        return new Figures()
                .range(REQUESTS, 0, requests / seconds)
                .range("clicks/s", 0, result.clicks() / seconds)
                .range(CPU, 1, cpu)
                .range("CPU us/click", 2, cpu / clicks)
                .range("broker CPU us/req", 1, broker.usage().cpuMicrosSince(brokerBefore) / requests)
                .range("load, % of a core", 0, loadAfter.busyPercentSince(loadBefore)) // one thread: 100 at most
                .range("p50 ms", 1, result.latencyMillis(50))
                .range("p99 ms", 1, result.latencyMillis(99))
                .most("max ms", result.latencyMillis(100))
                .sum(FAILED, result.failures())
                .range("RSS MB", 0, serverAfter.residentMegabytes())
                .most("most RSS MB", serverAfter.peakMegabytes());
    }

    /** Load until the JIT compiler is done, which shows in the CPU time of a request. */
    void warmUp(Duration atLeast) throws IOException {
        var before = Double.MAX_VALUE;
        var spent = Duration.ZERO;
        var isWarm = false;
        while (!isWarm && spent.compareTo(atLeast.multipliedBy(LONGEST_WARM_UP)) < 0) {
            var figures = measure(WARM_UP_SLICE);
            if (figures.get(FAILED) > 0) {
                throw new IOException("%s: not every request was answered 200: %s".formatted(this, figures));
            }
            spent = spent.plus(WARM_UP_SLICE);
            isWarm = spent.compareTo(atLeast) >= 0 && isSteady(before, figures.get(CPU));
            before = figures.get(CPU);
        }
        System.out.printf("%s: warm after %d s%n", this, spent.toSeconds());
    }

    static boolean isSteady(double before, double now) {
        return Math.abs(now - before) <= before * STEADY;
    }

    @Override
    public String toString() {
        return "%s, %d connections, %d clicks a request".formatted(name, connections, clicks);
    }
}
