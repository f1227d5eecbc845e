package io.footfall.benchmarks.start;

/**
 * What one service of one round has used.
 *
 * @param readyMillis from the start of its process until it said that it was ready
 * @param idleMebibytes resident, ten seconds after all services were ready
 * @param sampleMebibytes resident, once the recorded clicks had been dealt with
 * @param loadedMebibytes resident, once all made-up clicks had been dealt with too
 * @param cpuMicros of its process, a made-up click, from the first until all had been dealt with
 */
record Footprint(
        String service,
        Kind kind,
        double readyMillis,
        double idleMebibytes,
        double sampleMebibytes,
        double loadedMebibytes,
        double cpuMicros) {}
