/**
 * Tumbling windows in event time, for any kind of totals. Each partition of {@code clicks} counts its part of a
 * window; the parts of all partitions are merged in one place. No click is repartitioned.
 */
package io.footfall.processor.windows;
