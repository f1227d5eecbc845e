package io.footfall.processor.windows;

import java.time.Duration;

/**
 * When windows close and how often their totals are told.
 *
 * @param grace how long after its end, in event time, a window still takes clicks
 * @param idle how long a partition may bring no click, in wall-clock time, before windows close without it
 * @param update how often changed totals are handed on
 */
public record Timing(Duration grace, Duration idle, Duration update) {}
