/** The command line of the benchmarks. Nothing of this module is shipped, and the build does not run it. */
package io.footfall.benchmarks;
