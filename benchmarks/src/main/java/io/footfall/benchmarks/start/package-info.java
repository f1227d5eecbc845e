/** What a service costs before it has done anything, and after: on the JVM and as a native binary. */
package io.footfall.benchmarks.start;
