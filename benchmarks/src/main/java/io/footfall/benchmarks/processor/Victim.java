package io.footfall.benchmarks.processor;

import java.util.Locale;

/** Who is killed. */
enum Victim {
    PROCESSOR,
    STORE,
    BROKER;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
