/** What many clients of the dashboard's stream cost. */
package io.footfall.benchmarks.fanout;
