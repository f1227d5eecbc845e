package io.footfall.benchmarks.processor;

import java.util.Locale;

/** What can be measured of the processor. */
enum Part {
    COST,
    STATE,
    GROWTH,
    KILLS,
    SPARK;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
