/** Measures how long a click takes from its sender to the store, the dashboard and a webhook. */
package io.footfall.benchmarks.latency;
