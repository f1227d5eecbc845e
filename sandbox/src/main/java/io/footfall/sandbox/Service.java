package io.footfall.sandbox;

import java.nio.file.Path;
import java.util.Locale;

/** The four services of the system, named as their modules are. */
enum Service {
    INGEST,
    PROCESSOR,
    ALERTS,
    DASHBOARD;

    /** Where the build leaves what runs. */
    Path target(Path project) {
        return project.resolve(Path.of(toString(), "target"));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
