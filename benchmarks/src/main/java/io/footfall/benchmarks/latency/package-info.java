/** How soon after its post a click is wherever somebody waits for it. */
package io.footfall.benchmarks.latency;
