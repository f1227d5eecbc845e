/** The processor's job in Spark Structured Streaming. */
package io.footfall.benchmarks.spark;
