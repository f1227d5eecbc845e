/** Clicks of many visitors over HTTP: as fast as the server answers, or at a steady rate. */
package io.footfall.benchmarks.load;
