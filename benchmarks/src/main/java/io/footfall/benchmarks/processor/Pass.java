package io.footfall.benchmarks.processor;

import io.footfall.benchmarks.process.Vitals;

/**
 * What one pass over the log has shown, between two marks.
 *
 * @param server who passed
 * @param cpuMicros of the server's process, a click
 * @param brokerMicros of the broker's process, a click
 * @param residentMegabytes of the server, at the end
 * @param mostResidentMegabytes of the server, since it was started
 * @param firstOutputSeconds from the start of its process until its first cleaned click could be read
 */
record Pass(
        String server,
        double cpuMicros,
        double brokerMicros,
        double clicksPerSecond,
        double residentMegabytes,
        double mostResidentMegabytes,
        double firstOutputSeconds) {

    static Pass between(String server, Mark start, Mark end, double firstOutputSeconds) {
        double clicks = end.clicks() - start.clicks();
        if (clicks <= 0) {
            throw new IllegalArgumentException("the log is too short: all was done between two commits");
        }
        return new Pass(
                server,
                micros(start.server(), end.server()) / clicks,
                micros(start.broker(), end.broker()) / clicks,
                clicks / ((end.nanos() - start.nanos()) / 1e9),
                end.server().residentKilobytes() / 1024.0,
                end.server().mostResidentKilobytes() / 1024.0,
                firstOutputSeconds);
    }

    private static double micros(Vitals before, Vitals after) {
        return after.cpu().minus(before.cpu()).toNanos() / 1e3;
    }

    @Override
    public String toString() {
        return "%s: %.2f us CPU a click, %,.0f clicks/s, RSS %.0f MB"
                .formatted(server, cpuMicros, clicksPerSecond, residentMegabytes);
    }
}
