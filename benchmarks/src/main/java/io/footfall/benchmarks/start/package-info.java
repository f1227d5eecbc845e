/** How soon a service is ready and how large it is, on the JVM and as a native binary. */
package io.footfall.benchmarks.start;
