/** Runs what is measured in processes of its own: start, readiness, CPU time, memory, end. */
package io.footfall.benchmarks.process;
