/** How soon a click is wherever somebody waits for it. */
package io.footfall.benchmarks.latency;
