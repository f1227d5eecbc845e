/** Measures the way of single clicks from {@code clicks-cleaned} to the store. */
package io.footfall.benchmarks.store;
