/** What streams of the dashboard cost, and how soon each of many readers has what is new. */
package io.footfall.benchmarks.fanout;
