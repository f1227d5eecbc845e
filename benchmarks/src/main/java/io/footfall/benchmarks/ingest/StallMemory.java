package io.footfall.benchmarks.ingest;

import io.footfall.benchmarks.process.Vitals;

/** Resident memory of ingest around a stall, MB. */
record StallMemory(double before, double mostDuring, double after) {
    static StallMemory before(Vitals vitals) {
        return new StallMemory(megabytes(vitals), 0, 0);
    }

    StallMemory during(Vitals vitals) {
        return new StallMemory(before, Math.max(mostDuring, megabytes(vitals)), after);
    }

    StallMemory after(Vitals vitals) {
        return new StallMemory(before, mostDuring, megabytes(vitals));
    }

    private static double megabytes(Vitals vitals) {
        return vitals.residentKilobytes() / 1024.0;
    }
}
