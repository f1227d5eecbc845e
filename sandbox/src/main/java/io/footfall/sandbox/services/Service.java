package io.footfall.sandbox.services;

import java.nio.file.Path;
import java.util.Locale;

/** The four services, named like their modules. */
public enum Service {
    INGEST,
    PROCESSOR,
    ALERTS,
    DASHBOARD;

    /** Whether its CPU time grows with the number of clicks. */
    boolean isBusy() {
        return this == INGEST || this == PROCESSOR;
    }

    /** The directory with the built program. */
    Path target(Path project) {
        return project.resolve(Path.of(toString(), "target"));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
