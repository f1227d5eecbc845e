package io.footfall.benchmarks.start;

/**
 * What one service of one round has used.
 *
 * @param readyMillis from the start of its process until it said that it was ready
 * @param idleMegabytes resident, ten seconds after all services were ready
 * @param loadedMegabytes resident, once all clicks had been dealt with
 * @param cpuMicros of its process, a click, from the first click until all had been dealt with
 */
record Footprint(
        String service,
        Kind kind,
        double readyMillis,
        double idleMegabytes,
        double loadedMegabytes,
        double cpuMicros) {}
