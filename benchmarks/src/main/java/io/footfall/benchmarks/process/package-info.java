/** Servers as processes: started, looked at from outside, ended. */
package io.footfall.benchmarks.process;
