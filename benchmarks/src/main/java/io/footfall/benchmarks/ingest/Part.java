package io.footfall.benchmarks.ingest;

import java.util.Locale;

/** What can be measured of ingest. */
enum Part {
    COMPARE,
    STALL,
    SOAK;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
