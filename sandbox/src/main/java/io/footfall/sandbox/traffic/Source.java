package io.footfall.sandbox.traffic;

import java.time.Duration;
import java.util.List;

/** Something that makes clicks, one happening after the other. */
interface Source {
    /** When the next happening begins, after the beginning of the traffic. */
    Duration next();

    /** The clicks of the next happening, none before it begins; after this the one after it is next. */
    List<PlannedClick> happen();
}
