package io.footfall.benchmarks.ingest;

import io.footfall.benchmarks.load.Tally;
import io.footfall.benchmarks.process.Vitals;
import java.time.Duration;

/**
 * What one round of load has shown.
 *
 * @param requestsPerSecond answered
 * @param clicksPerSecond taken, that is answered 200
 * @param cpuMicrosPerRequest of the server's process
 * @param brokerMicrosPerRequest of the broker's process
 * @param loadMicrosPerRequest of the load's own process: what it took away from the server
 * @param notOk answers other than 200
 * @param broken connections that broke
 * @param residentMegabytes of the server, at the end
 * @param mostResidentMegabytes of the server, since it was started
 */
record Figures(
        double requestsPerSecond,
        double clicksPerSecond,
        double cpuMicrosPerRequest,
        double brokerMicrosPerRequest,
        double loadMicrosPerRequest,
        double p50Millis,
        double p99Millis,
        double maxMillis,
        long notOk,
        long broken,
        double residentMegabytes,
        double mostResidentMegabytes) {

    static Figures of(Tally tally, Duration elapsed, Usage server, Usage broker, Usage load) {
        var seconds = elapsed.toNanos() / 1e9;
        return new Figures(
                tally.requests() / seconds,
                tally.clicks() / seconds,
                server.micros() / tally.requests(),
                broker.micros() / tally.requests(),
                load.micros() / tally.requests(),
                millis(tally, 50),
                millis(tally, 99),
                millis(tally, 100),
                tally.answersBut(200),
                tally.brokenConnections(),
                server.after().residentKilobytes() / 1024.0,
                server.after().mostResidentKilobytes() / 1024.0);
    }

    /** How busy the load was, percent of a core: its one thread can make no more than 100. */
    double loadPercent() {
        return loadMicrosPerRequest * requestsPerSecond / 1e4;
    }

    String summary() {
        return "%,.0f req/s, %.1f us CPU a request, p99 %.1f ms, %d not 200"
                .formatted(requestsPerSecond, cpuMicrosPerRequest, p99Millis, notOk);
    }

    private static double millis(Tally tally, double percentile) {
        return tally.latency(percentile).toNanos() / 1e6;
    }

    /** What a process used between two looks. */
    record Usage(Vitals before, Vitals after) {
        double micros() {
            return after.cpu().minus(before.cpu()).toNanos() / 1e3;
        }
    }
}
