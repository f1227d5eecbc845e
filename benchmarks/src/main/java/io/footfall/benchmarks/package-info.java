/** What measures. Nothing here is shipped, and nothing here runs in the build. */
package io.footfall.benchmarks;
