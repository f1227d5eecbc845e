/**
 * Event-time windows over all partitions, whatever is counted in them: each partition keeps partial
 * totals, one place merges them, nothing is repartitioned click by click.
 */
package io.footfall.processor.windows;
