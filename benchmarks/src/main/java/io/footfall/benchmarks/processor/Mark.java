package io.footfall.benchmarks.processor;

import io.footfall.benchmarks.process.Vitals;

/**
 * A moment of a run.
 *
 * @param clicks done so far
 * @param nanos of the system's clock
 */
record Mark(long clicks, long nanos, Vitals server, Vitals broker) {}
