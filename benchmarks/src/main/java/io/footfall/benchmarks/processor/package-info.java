/** The processor: what its topology costs, how much memory it needs, and whether it survives being killed. */
package io.footfall.benchmarks.processor;
