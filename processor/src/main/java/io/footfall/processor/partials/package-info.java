/** Messages on {@code clicks-partial-totals}, by which each partition of {@code clicks} adds to the merged totals. */
package io.footfall.processor.partials;
