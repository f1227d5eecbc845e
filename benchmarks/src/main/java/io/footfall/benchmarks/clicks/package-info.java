/** A log of made-up clicks, the same for the same seed, and what must come out of it. */
package io.footfall.benchmarks.clicks;
